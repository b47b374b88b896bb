import World

/// A connection through a link: the one that was accepted, the one to the far end, two directions.
final class LinkedConnection: ConnectionSink, @unchecked Sendable {  // Confined to its loop.
  private let number: Int
  private let client: Connection
  private let chance: RandomStream
  private let onEnd: () -> Void
  private var upstream: Connection?
  private var up: LinkFlow?
  private var down: LinkFlow?
  private var faults: [LinkFault]
  private var openDirections = 2
  private var isOver = false

  /// A connection that was accepted; `onEnd` is told once when both sides are closed.
  init(
    _ number: Int, _ client: Connection, _ faults: [LinkFault], chance: RandomStream,
    onEnd: @escaping () -> Void
  ) {
    self.number = number
    self.client = client
    self.faults = faults
    self.chance = chance
    self.onEnd = onEnd
  }

  /// The client's host.
  var clientHost: String { client.peerHost }

  /// Bytes that have come from either side.
  var carried: LinkTraffic { LinkTraffic(up: up?.carried ?? 0, down: down?.carried ?? 0) }

  /// Whether a fault has struck here.
  func hasStruck(_ id: String) -> Bool {
    [up, down].contains { $0?.hasStruck(id) == true }
  }

  /// The far end has been reached.
  func join(_ upstream: Connection) {
    guard !isOver else { return upstream.close() }
    self.upstream = upstream
    let random = chance.child("toxics").child(number)
    up = LinkFlow(from: client, to: upstream, random.child("up")) { [unowned self] in end($0) }
    down = LinkFlow(from: upstream, to: client, random.child("down")) { [unowned self] in end($0) }
    client.sink = self
    upstream.sink = self
    change(to: faults)
  }

  /// Has these faults at work from now on.
  func change(to faults: [LinkFault]) {
    self.faults = faults
    let mine = faults.filter { $0.meets(connection: number, chance: chance) }
    up?.change(to: mine.filter { $0.direction != .down })
    down?.change(to: mine.filter { $0.direction != .up })
    move()
  }

  func inputChanged(_ connection: Connection) {
    let own = connection === client ? up : down
    // A side that has finished can still be reset, of which its own direction no longer hears.
    if connection.failure != nil, own?.hasEnded == true { return end(.reset) }
    move()
  }

  func outputDrained(_ connection: Connection) { move() }

  /// Resets both sides.
  func reset() {
    guard !isOver else { return }
    release()
    client.close()
    upstream?.close()
    onEnd()
  }

  /// Both directions, since an end of one side concerns both.
  private func move() {
    up?.move()
    down?.move()
  }

  private func end(_ ending: LinkFlow.Ending) {
    guard !isOver else { return }
    switch ending {
    case .finished:
      openDirections -= 1
      if openDirections == 0 { finish() }
    case .cut: finish()
    case .reset:
      up?.stop()
      down?.stop()
      // When time has passed, and with it the end of this turn, at which a socket sends the bytes
      // that came before the reset.
      let world = client.world
      _ = world.at(world.now.advanced(byNanoseconds: 1)) { [self] in reset() }
    }
  }

  private func finish() {
    release()
    for connection in [client, upstream].compactMap(\.self) {
      connection.finish()
      connection.close()
    }
    onEnd()
  }

  private func release() {
    isOver = true
    up?.stop()
    down?.stop()
  }
}
