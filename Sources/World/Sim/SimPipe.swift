/// One direction of a simulated connection: bytes arrive in order, late, no faster than its line.
///
/// FIN and RST travel behind the bytes in flight; a simulation in which they overtake would lose
/// the last token of a stream that reality delivers.
final class SimPipe {
  private enum Mark {
    case bytes(Int)
    case end
    case reset
  }

  private let sender: Connection
  private let receiver: Connection
  private var line: SimLine
  private let inTransit = ByteQueue()
  private var marks = Ring<(mark: Mark, arrival: Instant)>()
  private var lineFree: Instant
  private var lastArrival: Instant
  private var isClosing = false
  private var isReceiverOpen = true

  init(
    from sender: Connection, to receiver: Connection, _ line: SimLine, notBefore: Instant
  ) {
    self.sender = sender
    self.receiver = receiver
    self.line = line
    lineFree = sender.world.now
    lastArrival = notBefore
  }

  /// Sends what the receiver has room for, then the end if the sender has finished.
  func pump() {
    guard !isClosing else { return }
    let output = sender.output
    let room =
      isReceiverOpen
      ? NetworkLimits.inputBytes - inTransit.count - receiver.input.count : output.count
    let count = min(output.count, room)
    if count > 0 {
      inTransit.append(UnsafeBufferPointer(rebasing: output.view[..<count]))
      output.removeFirst(count)
      send(.bytes(count), byteCount: count)
      sender.outputTaken()
    }
    if output.isEmpty, sender.outputFinished, !isClosing {
      isClosing = true
      send(.end, byteCount: 0)
    }
  }

  /// Drops what was not sent and resets the receiver behind what was.
  func reset() {
    guard !isClosing else { return }
    isClosing = true
    sender.output.removeAll()
    send(.reset, byteCount: 0)
  }

  /// The receiver is gone: what arrives is dropped, and no longer slows the sender.
  func receiverClosed() {
    isReceiverOpen = false
    pump()
  }

  private func send(_ mark: Mark, byteCount: Int) {
    let world = sender.world
    if let bandwidth = line.bandwidth {
      let duration = Duration.nanoseconds(Int64(Double(byteCount) / bandwidth * 1e9))
      lineFree = max(world.now, lineFree) + duration
    } else {
      lineFree = world.now
    }
    lastArrival = max(lastArrival, lineFree + line.latency())
    marks.append((mark, lastArrival))
    if marks.count == 1 { arm() }
  }

  private func arm() {
    guard let next = marks.first else { return }
    // A timer of nobody's: what is on the line arrives even if its sender has died meanwhile.
    _ = sender.world.loop.timers.arm(at: next.arrival.nanoseconds) { [self] in deliver() }
  }

  private func deliver() {
    guard let (mark, _) = marks.popFirst() else { return }
    switch mark {
    case .bytes(let count): deliverBytes(count)
    case .end: receiver.receivedEnd()
    case .reset: receiver.failed(.reset)
    }
    arm()
  }

  private func deliverBytes(_ count: Int) {
    let view = UnsafeBufferPointer(rebasing: inTransit.view[..<count])
    sender.world.loop.digest.mix(UnsafeRawBufferPointer(view))
    if isReceiverOpen { receiver.received(view) }
    inTransit.removeFirst(count)
    pump()
  }
}
