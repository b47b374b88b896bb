import HTTP
import Wire
import World

/// Streams a script at its pace: one timer, no task and no allocation per token.
///
/// A timer writes all events that are due, in one piece.
final class TokenPacer: PacedGeneration, @unchecked Sendable {  // As its parent.
  private let writer: EventWriter
  private let queue: ModelQueue
  private var schedule: TokenSchedule
  /// When the next content, or behind all of it the end, is due.
  private var nextDue: Instant
  private var isStalled = false
  private var lastWrite: Instant

  init(_ exchange: HTTPExchange, _ writer: EventWriter, in queue: ModelQueue) {
    self.writer = writer
    self.queue = queue
    lastWrite = exchange.connection.world.now
    schedule = TokenSchedule(from: lastWrite, writer.script.pace)
    nextDue = schedule.first
    super.init(exchange)
  }

  override var tokens: Int {
    max(writer.tokensWritten, schedule.tokensReady(by: world.now, of: writer.script.tokens))
  }

  override var firstToken: Instant? { tokens > 0 ? schedule.first : nil }

  override var text: ByteFingerprint? { writer.fingerprint }

  /// Sends the head and all that comes before the first token.
  override func begin() {
    exchange.startStream(status: 200, fields: writer.fields)
    writer.writeBeginning()
    flush()
    planNext()
    super.begin()
  }

  // MARK: Writing

  override func writeDue() -> Instant? {
    let next = writeEvents()
    flush()
    return next
  }

  /// Writes all events that are due and says when the next one is; nil when the piece is full or
  /// the last event is written.
  private func writeEvents() -> Instant? {
    while writer.byteCount < FakeLLMLimits.catchUpBytes {
      let next = nextEvent()
      if next > world.now { return next }
      if writer.piece != nil {
        writer.writePiece()
        planNext()
      } else if isStalled {
        world.mark(LLMMark.pinged)
        writer.writePing()
        lastWrite = world.now
      } else {
        conclude()
        if !isRunning { return nil }
      }
    }
    return nil
  }

  /// Settles when the next content is due: as soon as its last token is ready.
  private func planNext() {
    guard let piece = writer.piece else { return }
    nextDue = schedule.end(of: piece.tokensAfter, slowness: queue.slowness)
  }

  private func nextEvent() -> Instant {
    guard isStalled else { return nextDue }
    guard case .broken(.stall(let interval?)) = writer.script.ending else { return .never }
    return lastWrite + interval
  }

  private func flush() {
    guard writer.byteCount > 0 else { return }
    writer.take(inPiecesOf: writer.script.writeBytes) { exchange.send($0) }
    lastWrite = world.now
  }

  // MARK: Ending

  /// Ends the way the script says, behind all that was written.
  private func conclude() {
    switch writer.script.ending {
    case .complete(let reason):
      writer.writeEnding(reason)
      flush()
      exchange.endStream()
    case .broken(let kind):
      writer.writeBreakdown(kind)
      flush()
      guard breakOff(kind) else { return }
    }
    end(writer.script.ending.callEnd)
  }

  /// Does to the connection what a breakdown asks for; false if the call goes on in silence.
  private func breakOff(_ kind: Breakdown.Kind) -> Bool {
    switch kind {
    case .end, .garbage, .errorEvent: exchange.endStream()
    case .cut: connection.finish()
    case .reset: connection.close()
    case .stall:
      isStalled = true
      world.mark(LLMMark.fellSilent)
      return false
    }
    return true
  }
}
