import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct TunnelRelayTests {
  /// What was seen of a tunnel that nobody uses.
  private struct Seen {
    var timersBefore = 0
    var timersAfter = 0
    var cause: EdgeCause?
  }

  private static func timers(of world: World) -> Int {
    for case .timers(let count) in world.leftovers { return count }
    return 0
  }

  /// Opens a tunnel between two idle sides, does something to it after a second, and waits.
  private static func run(
    _ change: @escaping @Sendable (TunnelRelay) -> Void
  ) throws -> Seen {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.001))
    let loop = Loop.simulated(options)
    let (users, hop) = (World("users", on: loop), World("edge", on: loop))
    let (front, back) = (Address("edge", port: 80), Address("users", port: 80))
    let accepted = Box<[Connection]>([])
    let listeners = [
      try hop.listen(at: front) { accepted.value.append($0) },
      try users.listen(at: back) { accepted.value.append($0) },
    ]
    let seen = Box(Seen())
    users.spawn("client") {
      guard let connection = try? await users.connect(to: front, by: .never) else { return }
      accepted.value.append(connection)
    }
    hop.spawn("tunnel") {
      guard let origin = try? await hop.connect(to: back, by: .never) else { return }
      await hop.sleep(for: .seconds(1))
      let client = accepted.value.first { $0.world === hop }
      guard let client else { return }
      let relay = TunnelRelay(client, origin, idle: .seconds(100), .cloudflare)
      relay.whenOver = { seen.value.cause = $0 }
      relay.start()
      seen.value.timersBefore = timers(of: hop)
      change(relay)
      seen.value.timersAfter = timers(of: hop)
      await hop.sleep(for: .seconds(200))
      withExtendedLifetime(relay) { origin.close() }
      for connection in accepted.value { connection.close() }
      for listener in listeners { listener.close() }
    }
    #expect(loop.run(until: .start + .seconds(1000)) == .idle)
    return seen.value
  }

  @Test func `a tunnel that is let alone ends by its timer`() throws {
    let seen = try Self.run { _ in }
    #expect(seen.timersBefore == 1 && seen.timersAfter == 1)
    #expect(seen.cause == .idleCut)
  }

  @Test func `a tunnel stops its timer with its exchange`() throws {
    let seen = try Self.run { $0.stop() }
    #expect(seen.timersBefore == 1 && seen.timersAfter == 0)
    #expect(seen.cause == nil)
  }
}
