import World

/// One direction of a connection that goes through a link: the shell around a chain of toxics.
final class LinkFlow {
  /// What the link itself does to the connection.
  enum Ending {
    /// This direction has ended, behind all its bytes.
    case finished
    /// Both directions end at once (FIN).
    case cut
    /// Both directions end at once (RST).
    case reset
  }

  private let world: World
  private let source: Connection
  private let sink: Connection
  private let onEnd: (Ending) -> Void
  private var chain: ToxicChain
  private var hasSourceEnded = false
  /// Whether nothing more happens here.
  private(set) var hasEnded = false
  private var isMoving = false
  private var timer = TimerID.none
  /// Bytes that were taken from the source.
  private(set) var carried = 0

  /// A direction that nothing has passed yet; `onEnd` is told once how it ended.
  init(
    from source: Connection, to sink: Connection, _ random: RandomStream,
    onEnd: @escaping (Ending) -> Void
  ) {
    world = source.world
    self.source = source
    self.sink = sink
    self.onEnd = onEnd
    chain = ToxicChain(random)
  }

  /// Has these faults at work from now on, also on what is under way.
  func change(to faults: [LinkFault]) {
    chain.change(to: faults, at: world.now)
  }

  /// Whether a fault has struck in this direction.
  func hasStruck(_ id: String) -> Bool { chain.hasStruck(id) }

  /// Moves what has come, as far as it may go now.
  func move() {
    // Who takes bytes can be told of the next ones while it does.
    guard !isMoving, !hasEnded else { return }
    isMoving = true
    while takeIn() || passOn() {}
    isMoving = false
    arm()
  }

  /// Nothing more happens here.
  func stop() {
    hasEnded = true
    world.cancel(timer)
  }

  /// Takes in one view of bytes or the source's end; false when there is neither, or no room.
  private func takeIn() -> Bool {
    guard !hasEnded, !hasSourceEnded else { return false }
    let count = min(source.input.count, LinkLimits.heldBytes - chain.heldBytes)
    if count > 0 {
      let bytes = Array(source.input.view[..<count])
      source.consume(count)
      carried += count
      chain.push(.bytes(bytes), at: world.now)
      return true
    }
    guard source.input.isEmpty, source.inputEnded || source.failure != nil else { return false }
    hasSourceEnded = true
    chain.push(source.failure == nil ? .end : .reset, at: world.now)
    return true
  }

  /// Passes on one piece; false when none may go yet, or the sink is too slow.
  private func passOn() -> Bool {
    guard !hasEnded, !sink.isCongested, let piece = chain.pop(at: world.now) else { return false }
    switch piece {
    case .bytes(let bytes): sink.write(bytes)
    case .end where source.failure != nil: end(.reset)
    case .end:
      sink.finish()
      end(.finished)
    case .cut:
      world.mark(LinkMark.cut)
      end(.cut)
    case .reset:
      world.mark(LinkMark.reset)
      end(.reset)
    }
    return true
  }

  private func end(_ ending: Ending) {
    stop()
    onEnd(ending)
  }

  private func arm() {
    world.cancel(timer)
    timer = .none
    // A slow sink tells when it can take more.
    guard !hasEnded, !sink.isCongested, let release = chain.nextRelease else { return }
    world.mark(LinkMark.delayed)
    timer = world.at(release) { [self] in move() }
  }
}
