import HTTP
import World

/// A hostile client at a server, and an honest one beside it.
package final class Siege: @unchecked Sendable {  // Confined to its loop.
  /// What the hostile client does.
  package enum Attack: Sendable {
    /// Nothing: what the honest client sees then is what it has to see in any case.
    case none
    /// Does not bring its request to an end.
    case inRequest(RequestState, Hostility)
    /// Reads up to a text that stands in the answer, and then no further.
    case behindRequest(readTo: String, Reading)
  }

  /// What came of it.
  package struct Result: Sendable {
    /// The status that the hostile client was answered first.
    package var status: Int?
    /// How long the server had it, counted from when it turned hostile.
    package var gone = Duration.zero
    /// The most that the server's connections to it held in buffers, in bytes.
    package var heldMost = 0
    /// What the honest client has seen.
    package var visits: [Visit] = []
  }

  private let server: World
  private let address: Address
  private let users: World
  private let hostile: World
  private var result = Result()
  private var goneAt: Instant?
  private var isOver = false

  /// A siege of a server that listens at an address.
  package init(of server: World, at address: Address) {
    self.server = server
    self.address = address
    users = World("honest", on: server.loop)
    hostile = World("hostile", on: server.loop)
  }

  /// The worlds of the two clients, in which nothing may be left.
  package var worlds: [World] { [users, hostile] }

  /// Lets both clients come, and returns when both have gone.
  package func run(
    _ attack: Attack, with request: HTTPRequest, beside honest: HTTPRequest
  ) async -> Result {
    hostile.spawn("attack") { [self] in
      // The honest client comes first, so that it is the same one with and without the other.
      await hostile.sleep(for: .milliseconds(500))
      await carryOut(attack, request)
      isOver = true
    }
    result.visits = await Visit.visits(to: address, with: honest, in: users) { self.isOver }
    return result
  }

  private func carryOut(_ attack: Attack, _ request: HTTPRequest) async {
    if case .none = attack { return await hostile.sleep(for: HostilePeer.persistence) }
    let by = hostile.now + .seconds(5)
    guard let connection = try? await hostile.connect(to: address, by: by) else { return }
    let left = Wait(hostile)
    hostile.spawn("watch") { [self] in
      goneAt = await watch()
      left.wake()
    }
    var turned = hostile.now
    var peer = HostilePeer(connection)
    switch attack {
    case .none: break
    case .inRequest(let state, let hostility):
      connection.write(Array(state.beginning(of: request).utf8))
      await peer.act(hostility, with: state.filler)
    case .behindRequest(let text, let reading):
      connection.write(Array(RequestState.whole(request).utf8))
      guard await peer.read(to: text) else { break }
      turned = hostile.now
      await peer.act(reading, sending: RequestState.whole(request))
    }
    result.status = Self.status(in: peer.received)
    while goneAt == nil { await left.park(until: .never) }
    result.gone = (goneAt ?? turned) - turned
  }

  /// Looks at what the server holds until it holds nothing more, and says when that was.
  private func watch() async -> Instant {
    let started = hostile.now
    while true {
      let held = server.held(withPeer: hostile.name)
      result.heldMost = max(result.heldMost, held.bytes)
      if held.connections == 0 { return hostile.now }
      // Buffers fill fast at first; afterwards patience is counted in seconds.
      let isEarly = hostile.now < started + .seconds(2)
      await hostile.sleep(for: isEarly ? .milliseconds(1) : .milliseconds(50))
    }
  }

  private static func status(in answer: String) -> Int? {
    guard answer.hasPrefix("HTTP/1.1 ") else { return nil }
    return Int(answer.dropFirst(9).prefix(3))
  }
}

extension Siege {
  /// The most that a server may hold in buffers for one connection, in bytes: a buffer grows to
  /// twice what it holds, which is a window each way and one piece more.
  package static let heldMax =
    2 * (NetworkLimits.inputBytes + NetworkLimits.outputHighWater + 32 * 1024)
}

extension Duration {
  /// Whether it is that long, or as much longer as links and a flood take.
  package func isNear(_ expected: Duration) -> Bool {
    (expected...expected + .seconds(5)).contains(self)
  }
}
