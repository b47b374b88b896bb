import HTTP
import World

/// `bmm-bench measure-requests`: our HTTP client in closed loops, as a load that counts.
enum RequestLoadCommand {
  static let spec = CommandSpec(
    name: "bmm-bench measure-requests",
    summary: "Asks again behind each answer on many connections, and counts the answers.",
    flags: LoadFlags.all + [
      FlagSpec(
        name: "connections", kind: .integer(1...10_000), presence: .defaultsTo("64"),
        help: "how many requests are under way at a time"),
      FlagSpec(
        name: "path", kind: .text(placeholder: "PATH"), presence: .defaultsTo("/"),
        help: "what is asked for"),
      FlagSpec(
        name: "session", kind: .text(placeholder: "COOKIE"),
        help: "asks for the same preview over and over, as the user of this session"),
    ])

  /// Loads, and reports.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    let request =
      flags.text("session").map { PreviewLoad.repeated(session: $0) }
      ?? HTTPRequest("GET", flags.text("path") ?? "/")
    return LoadFlags.run(flags, spec, console) { world, target in
      RequestLoad(
        request, to: target, connections: flags.integer("connections") ?? 1, in: world)
    }
  }
}

/// Closed loops over one client: the next request follows behind each answer.
final class RequestLoad: CountedLoad, @unchecked Sendable {  // Confined to its world's loop.
  private(set) var times = Histogram()
  private(set) var errors = 0
  private let world: World
  private let connections: Int
  private let client: HTTPClient
  private let request: HTTPRequest
  private var isCounting = false

  init(_ request: HTTPRequest, to target: Address, connections: Int, in world: World) {
    self.request = request
    self.world = world
    self.connections = connections
    client = HTTPClient(in: world, to: target)
  }

  func begin() async {
    for _ in 0..<connections {
      world.spawn("loop") { [self] in while await askOnce() {} }
    }
  }

  func count(_ isCounting: Bool) {
    self.isCounting = isCounting
  }

  /// One request; false when it failed, which ends its loop.
  private func askOnce() async -> Bool {
    let started = world.now
    let deadline = started + BenchLimits.gaugePatience
    do {
      let call = try await client.send(request, connectBy: deadline)
      defer { call.close() }
      let head = try await call.head(by: deadline)
      while try await call.body(by: deadline, { _ in }) == .bytes {}
      guard head.status == 200, call.isFinished else { throw HTTPClientError.truncated }
      if isCounting { times.record((world.now - started).nanoseconds) }
      return true
    } catch {
      errors += 1
      return false
    }
  }
}
