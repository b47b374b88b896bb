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

  private let loop: Loop
  private let sender: Connection
  private let receiver: Connection
  private var line: SimLine
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
    loop = sender.world.loop
    lineFree = sender.world.now
    lastArrival = notBefore
  }

  /// Sends what the receiver has room for, then the end if the sender has finished.
  func pump() {
    guard !isClosing else { return }
    if !sender.output.isEmpty { sendOutput() }
    if sender.output.isEmpty, sender.outputFinished, !isClosing {
      isClosing = true
      send(.end, byteCount: 0)
    }
  }

  private func sendOutput() {
    let available = sender.output.count
    let room =
      isReceiverOpen ? receiver.inputRoom - receiver.input.countInAll : available
    let count = min(available, room)
    guard count > 0 else { return }
    if count == available {
      receiver.input.takeFlying(from: &sender.output)
    } else {
      loop.marks.insert(WorldMark.receiverFull)
      receiver.input.appendFlying(UnsafeBufferPointer(rebasing: sender.output.view[..<count]))
      sender.output.removeFirst(count)
    }
    sendBytes(count)
    sender.outputTaken()
  }

  private func sendBytes(_ count: Int) {
    var left = count
    while left > 0 {
      let segment = min(left, line.segmentBytes)
      send(.bytes(segment), byteCount: segment)
      left -= segment
    }
  }

  /// Drops what was not sent and resets the receiver behind what was.
  func reset() {
    guard !isClosing else { return }
    isClosing = true
    if !sender.output.isEmpty { loop.marks.insert(WorldMark.unsentDropped) }
    if marks.count > 0 { loop.marks.insert(WorldMark.resetBehindBytes) }
    sender.output.removeAll()
    send(.reset, byteCount: 0)
  }

  /// The receiver is gone: what arrives is dropped, and no longer slows the sender.
  func receiverClosed() {
    isReceiverOpen = false
    pump()
  }

  private func send(_ mark: Mark, byteCount: Int) {
    lineFree = departure(byteCount)
    lastArrival = max(lastArrival, lineFree.advanced(byNanoseconds: line.latency()))
    if line.hasBeenLate { loop.marks.insert(WorldMark.lateSegment) }
    marks.append((mark, lastArrival))
    if marks.count == 1 { arm(at: lastArrival) }
  }

  /// When the last of so many bytes has left the sender.
  private func departure(_ byteCount: Int) -> Instant {
    guard let bandwidth = line.bandwidth else { return loop.now }
    let nanoseconds = Int64(Double(byteCount) / bandwidth * 1e9)
    return max(loop.now, lineFree).advanced(byNanoseconds: nanoseconds)
  }

  private func arm(at arrival: Instant) {
    // A timer of nobody's: what is on the line arrives even if its sender has died meanwhile.
    _ = loop.timers.arm(at: arrival.nanoseconds) { [self] in deliver() }
  }

  private func deliver() {
    guard let (mark, _) = marks.popFirst() else { return }
    switch mark {
    case .bytes(let count): deliverBytes(count)
    case .end:
      loop.watcher?(.end(from: sender, to: receiver))
      receiver.receivedEnd()
    case .reset:
      loop.watcher?(.reset(from: sender, to: receiver))
      receiver.failed(.reset)
    }
    if let next = marks.first { arm(at: next.arrival) }
  }

  private func tell(_ watcher: (SimEvent) -> Void, _ bytes: UnsafeBufferPointer<UInt8>) {
    watcher(
      isReceiverOpen
        ? .bytes(bytes, from: sender, to: receiver)
        : .lost(bytes.count, from: sender, to: receiver))
  }

  private func deliverBytes(_ count: Int) {
    let view = UnsafeBufferPointer(rebasing: receiver.input.flying[..<count])
    loop.digest.mix(UnsafeRawBufferPointer(view))
    if let watcher = loop.watcher { tell(watcher, view) }
    receiver.landed(count)
    if !isReceiverOpen {
      loop.marks.insert(WorldMark.bytesAfterClose)
      receiver.input.removeAll()
    }
    if !sender.output.isEmpty { pump() }
  }
}
