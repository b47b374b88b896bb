/// What a reader found when it asked for more.
package enum Arrival: Sendable {
  /// New bytes stand at the end of `input`.
  case bytes
  /// The peer has finished; nothing more will come.
  case end
  /// The deadline came first.
  case timeout
}

/// Receives a connection's events as callbacks: the fast tier for relays and paced writers.
package protocol ConnectionSink: AnyObject {
  /// New bytes are in `input`, or the peer has finished, or the connection has failed.
  func inputChanged(_ connection: Connection)
  /// A writer that was over the high-water mark may go on.
  func outputDrained(_ connection: Connection)
}

/// Carries a connection's bytes: a simulated link or a socket.
protocol Carrier: AnyObject {
  /// New bytes stand in `output`, or it was finished.
  func outputChanged()
  /// The reader has taken bytes: more may be delivered.
  func inputConsumed()
  /// The owner is done: reset the peer unless everything was finished, then let go.
  func closed(afterFinish: Bool)
}

/// One byte stream in both directions, the same class in both worlds.
///
/// Bytes are parsed in place in `input` and taken off its front with `consume`. One task reads and
/// one writes. A sink, when set, gets the events instead of a reading task.
package final class Connection: @unchecked Sendable {  // Confined to its world's loop.
  /// The world this end belongs to.
  package let world: World
  /// The other end's host: the client's address for an accepted connection.
  package let peerHost: String
  /// Received bytes that were not consumed yet, oldest first.
  package internal(set) var input: ByteQueue
  /// How many received bytes are kept for a reader that lags.
  private(set) var inputRoom = NetworkLimits.inputBytes
  /// Whether the peer has finished: nothing will follow what is in `input`.
  package private(set) var inputEnded = false
  /// Why the connection is unusable, or nil while it is usable.
  package private(set) var failure: (any Error)?
  /// Gets the events of the callback tier; let go of when the connection closes.
  ///
  /// Not weak: an object that ever had a weak reference pays for it with each later reference.
  package var sink: (any ConnectionSink)?

  /// Written bytes that the carrier has not taken yet.
  var output: ByteQueue
  private(set) var outputFinished = false
  /// All bytes that were ever written.
  private var writtenCount = 0
  private var carrier: (any Carrier)?
  private var hasUnseenInput = false
  private var isOverHighWater = false
  // Made by the first who waits: relayed and paced connections have sinks, and most never do.
  private var reader: Wait?
  private var writer: Wait?
  private var goneActions = GoneActions()
  /// Where it stands among its world's open connections.
  var position = 0

  init(world: World, peerHost: String) {
    self.world = world
    self.peerHost = peerHost
    input = ByteQueue(world.loop.queueMemory)
    output = ByteQueue(world.loop.queueMemory)
    world.opened(self)
  }

  /// Ties the connection to what carries its bytes; called once, by the driver.
  func attach(_ carrier: any Carrier) {
    self.carrier = carrier
  }

  // MARK: Reading

  /// Waits for bytes that were not announced before, the peer's end, or the deadline.
  package func more(by deadline: Instant? = nil) async throws -> Arrival {
    while true {
      // What came before a reset is still read; what we aborted ourselves is over at once.
      if let failure, !hasUnseenInput || carrier == nil { throw failure }
      if hasUnseenInput {
        hasUnseenInput = false
        return .bytes
      }
      if inputEnded { return .end }
      if await waitToRead.park(until: deadline) == .deadline { return .timeout }
    }
  }

  /// Lets so many bytes come, if the usual number is here and is not enough: a head is parsed in
  /// place, and has to be here in whole.
  package func makeRoom(for count: Int) {
    guard input.count >= inputRoom, count > inputRoom else { return }
    inputRoom = count
    carrier?.inputConsumed()
  }

  /// Waits likewise with a stand-in, whom the task must hold; `.bytes` also when the task has to go
  /// on with what the stand-in has begun.
  package func more(by deadline: Instant, _ standIn: any StandIn) async throws -> Arrival {
    while true {
      if let failure, !hasUnseenInput || carrier == nil { throw failure }
      if hasUnseenInput {
        hasUnseenInput = false
        return .bytes
      }
      if inputEnded { return .end }
      switch await waitToRead.park(until: deadline, standIn) {
      case .woken: continue
      case .handedOver: return .bytes
      case .deadline: return .timeout
      }
    }
  }

  /// Whether bytes have come that were not announced before, for a stand-in.
  package var hasNews: Bool { hasUnseenInput && carrier != nil }

  /// The stand-in has seen all bytes that have come.
  package func noteSeen() {
    hasUnseenInput = false
  }

  /// Gives a busy stand-in its next step.
  package func wakeStandIn() {
    reader?.wakeStandIn()
  }

  /// Whether nothing is here to be read, no byte, no end and no failure.
  package var isQuiet: Bool { input.isEmpty && !inputEnded && failure == nil }

  private var waitToRead: Wait {
    let wait = reader ?? Wait(world, keepsTimer: true)
    reader = wait
    return wait
  }

  /// Takes bytes off the front of `input`, which lets the peer send more.
  package func consume(_ count: Int) {
    guard count > 0 else { return }
    input.removeFirst(count)
    inputRoom = NetworkLimits.inputBytes
    carrier?.inputConsumed()
  }

  // MARK: Writing

  /// Queues bytes for sending, at once and in order; on an unusable connection it does nothing.
  package func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    precondition(!outputFinished, "bytes were written after finish()")
    guard failure == nil, let carrier else { return }
    output.append(bytes)
    writtenCount += bytes.count
    carrier.outputChanged()
    if output.count > NetworkLimits.outputHighWater { isOverHighWater = true }
  }

  /// Queues bytes for sending, at once and in order; on an unusable connection it does nothing.
  package func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { write($0) }
  }

  /// Queues bytes with others before and behind them, which travel in one piece.
  package func write(
    _ bytes: UnsafeBufferPointer<UInt8>, behind opening: UnsafeBufferPointer<UInt8>,
    before closing: UnsafeBufferPointer<UInt8>
  ) {
    precondition(!outputFinished, "bytes were written after finish()")
    guard failure == nil, let carrier else { return }
    output.append(bytes, between: opening, and: closing)
    writtenCount += opening.count + bytes.count + closing.count
    carrier.outputChanged()
    if output.count > NetworkLimits.outputHighWater { isOverHighWater = true }
  }

  /// Queues what `fill` writes in place, `size` bytes at most: it returns how many those are.
  package func write(upTo size: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
    precondition(!outputFinished, "bytes were written after finish()")
    guard failure == nil, let carrier else { return }
    let before = output.count
    output.append(upTo: size, fill)
    writtenCount += output.count - before
    carrier.outputChanged()
    if output.count > NetworkLimits.outputHighWater { isOverHighWater = true }
  }

  /// Written bytes that are still here.
  package var unsentCount: Int { output.count }

  /// Written bytes that the carrier has taken.
  package var takenCount: Int { writtenCount - output.count }

  /// Whether the writer should wait: too many written bytes are still here.
  package var isCongested: Bool { isOverHighWater && failure == nil }

  /// Suspends while too many written bytes are still here; false when they are at the deadline.
  ///
  /// Throws when the connection fails.
  package func drained(by deadline: Instant) async throws -> Bool {
    while isCongested {
      if await waitToWrite.park(until: deadline) == .deadline { return false }
    }
    if let failure { throw failure }
    return true
  }

  private var waitToWrite: Wait {
    let wait = writer ?? Wait(world)
    writer = wait
    return wait
  }

  /// Ends this direction behind the written bytes (FIN).
  package func finish() {
    guard failure == nil, !outputFinished else { return }
    outputFinished = true
    carrier?.outputChanged()
  }

  // MARK: Ending

  /// Gives the connection up: behind the written bytes if finished, else by a reset. Idempotent.
  package func close() {
    close(reason: ConnectionError.closed)
  }

  /// Closes, makes our own waits throw `reason`, and runs the `whenGone` actions.
  package func abort(_ reason: any Error) {
    guard carrier != nil else { return }
    let actions = goneActions
    close(reason: reason)
    wakeAll()
    actions.run()
  }

  /// Runs `action` once when the peer has finished or failed, or this side has aborted; at once if
  /// that has happened.
  ///
  /// A half-closed client counts as gone, as it does for nginx.
  package func whenGone(_ action: @escaping () -> Void) {
    if inputEnded || failure != nil { return action() }
    goneActions.append(action)
  }

  /// Forgets the `whenGone` actions: the exchange they belonged to is over.
  package func forgetGoneActions() {
    goneActions.removeAll()
  }

  private func close(reason: any Error) {
    guard let carrier else { return }
    self.carrier = nil
    if failure == nil { failure = reason }
    sink = nil
    goneActions.removeAll()
    reader?.settle()
    world.closed(self)
    carrier.closed(afterFinish: outputFinished)
  }

  /// Ends with its process: the peer sees what a close would show it, and nobody here is told.
  func die() {
    close()
  }

  // MARK: What the carrier reports

  /// Bytes have arrived.
  func received(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard carrier != nil else { return }
    input.append(bytes)
    hasUnseenInput = true
    inputHasChanged()
  }

  /// Bytes that were in flight in `input` have arrived.
  func landed(_ count: Int) {
    input.land(count)
    guard carrier != nil else { return }
    hasUnseenInput = true
    inputHasChanged()
  }

  /// The peer has finished.
  func receivedEnd() {
    guard carrier != nil else { return }
    inputEnded = true
    inputHasChanged()
    peerIsGone()
  }

  /// The peer has reset the connection, or the network has failed.
  func failed(_ error: ConnectionError) {
    guard carrier != nil, failure == nil else { return }
    failure = error
    wakeAll()
    sink?.inputChanged(self)
    peerIsGone()
  }

  /// The carrier has taken bytes out of `output`.
  func outputTaken() {
    guard isOverHighWater, output.count <= NetworkLimits.outputLowWater else { return }
    isOverHighWater = false
    writer?.wake()
    sink?.outputDrained(self)
  }

  private func inputHasChanged() {
    if let sink { sink.inputChanged(self) } else { reader?.wake() }
  }

  private func wakeAll() {
    reader?.wake()
    reader?.settle()
    writer?.wake()
  }

  private func peerIsGone() {
    let actions = goneActions
    goneActions.removeAll()
    actions.run()
  }
}
