import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct TunnelTests {
  private static let head =
    "GET /socket HTTP/1.1\r\nHost: app.example\r\nConnection: keep-alive, Upgrade\r\n"
    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"

  /// What a client of a tunnel saw.
  struct Result: Sendable {
    var text = ""
    var end = ""
    var endedAt = Instant.start
    var openedAt = Instant.start
    var leftAt: Instant?
    var records: [EdgeRecord] = []
    var heads: [HTTPRequestHead] = []
    var received = 0
  }

  /// Opens a tunnel, sends a piece after each pause, and reads until its end.
  private static func run(
    _ profile: EdgeProfile, sending pieces: [(pause: Duration, text: String)] = [],
    finishing: Bool = false, restartAfter: Duration? = nil, patience: Duration = .seconds(1000)
  ) throws -> Result {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.001))
    let loop = Loop.simulated(options)
    let (users, hop) = (World("users", on: loop), World("edge", on: loop))
    let service = World("service", on: loop)
    let origin = EchoOrigin(in: service)
    let address = Address("service", port: 80)
    try origin.listen(at: address)
    let result = Box(Result())
    let edge = Edge(
      in: hop, EdgeConfiguration(profile: profile, origin: address, host: "app.example")
    ) { result.value.records.append($0) }
    let front = try edge.start(at: Address("edge", port: 80))
    users.spawn("visit") {
      guard let connection = try? await users.connect(to: front, by: .start + .seconds(1)) else {
        return
      }
      connection.write(Array(head.utf8))
      users.spawn("sender") {
        for (pause, text) in pieces {
          await users.sleep(for: pause)
          connection.write(Array(text.utf8))
        }
        if finishing { connection.finish() }
      }
      if let restartAfter {
        users.spawn("restart") {
          await users.sleep(for: restartAfter)
          await edge.stop(by: users.now + .seconds(1))
        }
      }
      let deadline = users.now + patience
      while result.value.end.isEmpty {
        let arrival = try? await connection.more(by: deadline)
        if result.value.text.isEmpty { result.value.openedAt = users.now }
        result.value.end = word(for: arrival)
        result.value.text += String(decoding: connection.input.view, as: UTF8.self)
        connection.consume(connection.input.count)
      }
      result.value.endedAt = users.now
      connection.close()
      await users.sleep(for: .seconds(1))
      await edge.stop(by: users.now + .seconds(1))
      origin.close()
    }
    #expect(loop.run(until: .start + .seconds(9000)) == .idle)
    for world in [users, hop, service] { #expect(world.leftovers == [], "in \(world.name)") }
    #expect(edge.openExchanges == 0)
    result.value.leftAt = origin.leftAt
    result.value.heads = origin.heads
    result.value.received = origin.received
    return result.value
  }

  private static func word(for arrival: Arrival?) -> String {
    switch arrival {
    case .bytes: ""
    case .end: "finished"
    case .timeout: "open"
    case nil: "reset"
    }
  }

  private static func nginx(_ change: (inout EdgeProfile) -> Void = { _ in }) -> EdgeProfile {
    var profile = EdgeProfile.nginx129
    profile.tunnels.areAllowed = true
    change(&profile)
    return profile
  }

  @Test(arguments: [EdgeRig.punctual(), nginx()])
  func `bytes pass both ways, and a client that finishes ends both sides`(
    profile: EdgeProfile
  ) throws {
    let result = try Self.run(
      profile, sending: [(.seconds(1), "one"), (.seconds(1), "two")], finishing: true)
    #expect(result.text.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
    #expect(result.text.lowercased().contains("\r\nconnection: upgrade\r\n"))
    #expect(result.text.lowercased().contains("\r\nupgrade: websocket\r\n"))
    #expect(result.text.lowercased().contains("\r\nx-own: 1\r\n"))
    #expect(result.text.contains("one"))
    #expect(result.end == "finished")
    #expect(result.leftAt != nil)
    #expect(result.received == 6)
    #expect(result.records.map(\.status) == [101])
    #expect(result.records.map(\.cause) == [.clientGone])
    let head = try #require(result.heads.first)
    #expect(head.fields.values(of: "upgrade") == ["websocket"])
    #expect(head.fields.values(of: "connection").map { $0.lowercased() } == ["upgrade"])
    #expect(head.fields["sec-websocket-key"] == "dGhlIHNhbXBsZSBub25jZQ==")
  }

  @Test(arguments: [
    (EdgeProfile.nginx129, "without a rule"),
    (nginx { $0.originVersion = .http10 }, "in HTTP/1.0"),
  ])
  func `where it cannot be, the wish is taken out and the request goes on`(
    profile: EdgeProfile, reason: String
  ) throws {
    let result = try Self.run(profile, patience: .seconds(5))
    #expect(result.text.hasPrefix("HTTP/1.1 200 "), "\(reason)")
    #expect(result.text.hasSuffix("nothing"), "\(reason)")
    #expect(result.heads.first?.fields["upgrade"] == nil, "\(reason)")
  }

  @Test(arguments: [
    (EdgeRig.punctual(), 100), (nginx(), 60), (nginx { $0.readTimeout = .seconds(2) }, 2),
    (EdgeRig.punctual { $0.tunnels.idle = .drawn(.constant(215)) }, 215),
  ])
  func `a silent tunnel ends after its time, without a word`(
    profile: EdgeProfile, seconds: Int
  ) throws {
    let result = try Self.run(profile)
    #expect(result.end == "finished")
    let lasted = result.endedAt - result.openedAt
    #expect((.zero...Duration.milliseconds(10)).contains(lasted - .seconds(seconds)))
    #expect(result.records.map(\.cause) == [.idleCut])
  }

  @Test func `a tunnel may last for ever`() throws {
    let result = try Self.run(EdgeRig.punctual { $0.tunnels.idle = .never })
    #expect(result.end == "open")
  }

  @Test func `a byte of one side alone keeps it open, whatever the manual says`() throws {
    let beats = Array(repeating: (pause: Duration.seconds(50), text: "."), count: 10)
    let result = try Self.run(Self.nginx(), sending: beats)
    let lasted = result.endedAt - result.openedAt
    let early = Duration.seconds(10 * 50 + 60) - lasted
    #expect((.milliseconds(-10)...Duration.milliseconds(10)).contains(early))
  }

  @Test func `a restart of Cloudflare's ends it with its connection`() throws {
    let result = try Self.run(EdgeRig.punctual(), restartAfter: .seconds(5))
    #expect(result.end == "finished")
    #expect(!result.text.contains("restarting"))
    #expect(result.records.map(\.cause) == [.stopped])
    #expect(result.leftAt != nil)
  }

  @Test func `or with a close frame of code 1001`() throws {
    let profile = EdgeRig.punctual { $0.tunnels.restart = .closeFrame }
    let result = try Self.run(profile, restartAfter: .seconds(5))
    #expect(result.end == "finished")
    #expect(result.text.hasSuffix("CloudFlare WebSocket Proxy restarting"))
    // The length of code and reason, and 1001.
    #expect(result.text.utf8.contains(0x27))
  }

  @Test func `but not into a message that is under way`() throws {
    let profile = EdgeRig.punctual { $0.tunnels.restart = .closeFrame }
    // The head of a text frame of five bytes, and two of them.
    let result = try Self.run(
      profile, sending: [(.seconds(1), "\u{1}\u{5}ab")], restartAfter: .seconds(5))
    #expect(result.text.hasSuffix("ab"))
  }

  @Test func `a stop of nginx waits for it, and resets it in the end`() throws {
    let result = try Self.run(Self.nginx(), restartAfter: .seconds(5))
    #expect(result.end == "reset")
    #expect(result.endedAt - result.openedAt > .seconds(5.9))
    #expect(result.records.map(\.cause) == [.stopped])
  }

  @Test func `a side that reads nothing holds the other up`() throws {
    let piece = String(repeating: "x", count: 50_000)
    let pieces = Array(repeating: (pause: Duration.milliseconds(100), text: piece), count: 40)
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.001))
    let loop = Loop.simulated(options)
    let (users, hop) = (World("users", on: loop), World("edge", on: loop))
    let service = World("service", on: loop)
    let origin = EchoOrigin(in: service)
    try origin.listen(at: Address("service", port: 80))
    let configuration = EdgeConfiguration(
      profile: EdgeRig.punctual(), origin: Address("service", port: 80), host: "app.example")
    let edge = Edge(in: hop, configuration) { _ in }
    let front = try edge.start(at: Address("edge", port: 80))
    let received = Box(0)
    users.spawn("visit") {
      guard let connection = try? await users.connect(to: front, by: .never) else { return }
      connection.write(Array(Self.head.utf8))
      for (pause, text) in pieces {
        await users.sleep(for: pause)
        connection.write(Array(text.utf8))
      }
      await users.sleep(for: .seconds(10))
      received.value = origin.received
      connection.close()
      await edge.stop(by: users.now + .seconds(1))
      origin.close()
    }
    #expect(loop.run(until: .start + .seconds(900)) == .idle)
    // The buffers of two connections in both directions, and not the two million bytes sent.
    #expect((1...1_000_000).contains(received.value))
  }
}
