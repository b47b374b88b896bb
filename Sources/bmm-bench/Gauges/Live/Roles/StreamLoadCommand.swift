import HTTP
import Wire
import World

/// `bmm-bench measure-streams`: opens many event streams and counts how late their events come.
enum StreamLoadCommand {
  static let spec = CommandSpec(
    name: "bmm-bench measure-streams",
    summary: "Opens event streams and counts how late their events come.",
    flags: LoadFlags.all + [
      FlagSpec(
        name: "streams", kind: .integer(1...19_000), presence: .required, help: "how many"),
      FlagSpec(
        name: "rate", kind: .rate, presence: .required, help: "the events of one stream"),
      FlagSpec(
        name: "session", kind: .text(placeholder: "COOKIE"),
        help: "streams previews of a service, as this session's user; else messages of a provider"
      ),
    ])

  /// Loads, and reports.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    LoadFlags.run(flags, spec, console) { world, target in
      StreamLoad(
        target, streams: flags.integer("streams") ?? 1, perSecond: flags.rate("rate") ?? 1,
        session: flags.text("session"), in: world)
    }
  }
}

/// Many event streams, read on the callback tier.
final class StreamLoad: CountedLoad, @unchecked Sendable {  // Confined to its world's loop.
  private(set) var times = Histogram()
  private(set) var errors = 0
  private let world: World
  private let streams: Int
  private let perSecond: Double
  private let clients: [HTTPClient]
  private let session: String?
  private var flowing = 0
  private var isCounting = false
  private var lastError: (any Error)?

  init(_ target: Address, streams: Int, perSecond: Double, session: String?, in world: World) {
    self.session = session
    self.world = world
    self.streams = streams
    self.perSecond = perSecond
    // One source address has 28 232 ports for one destination, and closed ones rest for a minute.
    clients = (2..<BenchLimits.gaugeSources + 2).map {
      HTTPClient(in: world, to: target, from: "127.0.0.\($0)")
    }
  }

  /// Opens all streams, spread over at least a second, and waits until each has shown an event.
  func begin() async throws {
    let pause = 1 / min(Double(streams), BenchLimits.gaugeOpensPerSecond)
    let start = world.now
    for number in 0..<streams {
      await world.sleep(until: start + .seconds(Double(number) * pause))
      world.spawn("stream") { [self] in await open(number) }
    }
    let deadline = world.now + BenchLimits.gaugePatience
    while flowing + errors < streams, world.now < deadline {
      await world.sleep(for: .milliseconds(10))
    }
    guard flowing == streams else {
      throw StreamLoadError(
        wanted: streams, flowing: flowing, errors: errors, last: lastError.map { "\($0)" })
    }
  }

  func count(_ isCounting: Bool) {
    self.isCounting = isCounting
  }

  /// An event of a stream has come.
  func took(_ lateness: Duration, isFirst: Bool) {
    if isFirst { flowing += 1 }
    if isCounting { times.record(lateness.nanoseconds) }
  }

  /// A stream has ended or failed, which none should.
  func lost(_ error: any Error) {
    errors += 1
    lastError = error
  }

  private func open(_ number: Int) async {
    let request =
      session.map { PreviewLoad.request(.stream, "number \(number)", session: $0) }
      ?? Self.message
    do {
      let call = try await clients[number % clients.count].send(
        request, connectBy: world.now + BenchLimits.gaugePatience)
      let type: StaticString = session == nil ? "content_block_delta" : "text"
      CountedStream(call, of: type, perSecond: perSecond, in: self).begin()
    } catch {
      lost(error)
    }
  }

  /// What a provider is asked for; the model is the one of the gauge's scenario.
  private static let message = HTTPRequest(
    "POST", "/v1/messages",
    fields: [
      "content-type": "application/json", "anthropic-version": "2023-06-01", "x-api-key": "gauge",
    ],
    body: Array(
      """
      {"model":"\(LiveScenario.model)","max_tokens":1000000,"stream":true,\
      "messages":[{"role":"user","content":"A server that tells the weather"}]}
      """.utf8))
}

/// Why the streams of a load do not flow.
struct StreamLoadError: Error, CustomStringConvertible {
  let wanted: Int
  let flowing: Int
  let errors: Int
  let last: String?

  var description: String {
    "\(flowing) of \(wanted) streams flow and \(errors) failed; the last reason: \(last ?? "none")"
  }
}
