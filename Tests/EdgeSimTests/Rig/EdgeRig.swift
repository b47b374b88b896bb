import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

/// A client, an edge and a scripted origin in one simulated run, a millisecond from each other.
final class EdgeRig: @unchecked Sendable {  // Confined to its loop.
  static let latency = Duration.milliseconds(1)
  static let edgeAddress = Address("edge", port: 80)

  let users: World
  let origin: ScriptedOrigin
  let edge: Edge
  private let loop: Loop
  private let edgeWorld: World
  private let service: World
  private let log: Box<[EdgeRecord]>

  /// Cloudflare's profile of 2026 with a read timeout of 100 s, whose timers are never late.
  static func punctual(_ change: (inout EdgeProfile) -> Void = { _ in }) -> EdgeProfile {
    var profile = EdgeProfile.cloudflare2026
    profile.readTimeout = .seconds(100)
    profile.readJitter = .zero
    change(&profile)
    return profile
  }

  init(
    profile: EdgeProfile = punctual(), reading: OriginReading = .requests,
    options change: (inout SimOptions) -> Void = { _ in }, _ script: [OriginStep]
  ) {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.001))
    change(&options)
    loop = Loop.simulated(options)
    users = World("users", on: loop)
    edgeWorld = World("edge", on: loop)
    service = World("service", on: loop)
    let log = Box<[EdgeRecord]>([])
    self.log = log
    origin = ScriptedOrigin(in: service, reading: reading, script)
    edge = Edge(
      in: edgeWorld,
      EdgeConfiguration(
        profile: profile, origin: Address("service", port: 80), host: "app.example")
    ) { log.value.append($0) }
  }

  var records: [EdgeRecord] { log.value }

  /// What the edge holds in buffers for its users, in bytes.
  var heldForUsers: Int { edgeWorld.held(withPeer: users.name).bytes }

  /// Runs a visit to its end, stops everything, and checks that nothing is left.
  func run<Value: Sendable>(
    listening: Bool = true, _ visit: @escaping @Sendable (EdgeRig) async -> Value
  ) throws -> Value {
    let result = Box<Value?>(nil)
    let stopped = Box(Instant.never)
    if listening { _ = try origin.listen(at: Address("service", port: 80)) }
    _ = try edge.start(at: Self.edgeAddress)
    users.spawn("visit") { [self] in
      result.value = await visit(self)
      origin.close()
      await edge.stop(by: users.now + .seconds(1))
      stopped.value = users.now
    }
    #expect(loop.run(until: .start + .seconds(3000)) == .idle)
    #expect(users.now <= stopped.value + .seconds(1), "a timer was left behind")
    #expect(users.openConnections == 0)
    #expect(edgeWorld.openConnections == 0)
    #expect(service.openConnections == 0)
    #expect(edge.openExchanges == 0)
    return try #require(result.value)
  }

  /// One request with an HTTP client, on a connection of its own.
  func fetch(
    _ request: HTTPRequest = HTTPRequest("GET", "/path?a=1"), from host: String? = nil,
    patience: Duration = .seconds(2000)
  ) async -> Seen {
    let client = HTTPClient(in: users, to: Self.edgeAddress, from: host)
    defer { client.close() }
    return await client.fetch(request, in: users, patience: patience)
  }

  /// Raw bytes to the edge, and everything that comes back until the connection ends.
  func speak(
    _ request: String, andFinish finishes: Bool = false, patience: Duration = .seconds(2000)
  ) async -> (answer: String, end: String) {
    let deadline = users.now + patience
    guard let connection = try? await users.connect(to: Self.edgeAddress, by: deadline) else {
      return ("", "not connected")
    }
    defer { connection.close() }
    connection.write(Array(request.utf8))
    if finishes { connection.finish() }
    var answer: [UInt8] = []
    var end = ""
    while end.isEmpty {
      switch try? await connection.more(by: deadline) {
      case .bytes: break
      case .end: end = "finished"
      case .timeout: end = "open"
      case nil: end = "reset"
      }
      answer.append(contentsOf: connection.input.view)
      connection.consume(connection.input.count)
    }
    return (String(decoding: answer, as: UTF8.self), end)
  }
}
