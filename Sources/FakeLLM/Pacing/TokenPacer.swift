import HTTP
import Wire
import World

/// Streams a script at its pace: one timer, one buffer, no task and no allocation per token.
///
/// A timer writes all events that are due, in one piece. A client that reads too slowly pauses the
/// writing, not the schedule: once it has caught up, it gets what has become due meanwhile.
final class TokenPacer: Generation, ConnectionSink, @unchecked Sendable {  // Confined to its loop.
  private let exchange: HTTPExchange
  private let connection: Connection
  private let world: World
  private let script: Script
  private let fields: HTTPFields
  private let writer: EventWriter
  private let queue: ModelQueue
  private var schedule: TokenSchedule
  /// When the next content, or behind all of it the end, is due.
  private var nextDue: Instant
  private var isStalled = false
  private var lastWrite: Instant
  private var timer = TimerID.none
  private var continuation: UnsafeContinuation<GenerationResult, Never>?

  init(
    _ exchange: HTTPExchange, _ plan: CallPlan, _ format: any StreamFormat, in queue: ModelQueue
  ) {
    self.exchange = exchange
    self.queue = queue
    connection = exchange.connection
    world = connection.world
    script = plan.script
    fields = format.fields
    writer = EventWriter(plan, format)
    lastWrite = world.now
    schedule = TokenSchedule(from: lastWrite, script.pace)
    nextDue = schedule.first
  }

  func run() async -> GenerationResult {
    await withUnsafeContinuation { continuation in
      self.continuation = continuation
      begin()
    }
  }

  var tokens: Int {
    max(writer.tokensWritten, schedule.tokensReady(by: world.now, of: script.tokens))
  }

  func stop() {
    end(.failed(.stopped))
  }

  // MARK: Events

  func inputChanged(_ connection: Connection) {
    // What a client sends early stays in `input` for its next request.
  }

  func outputDrained(_ connection: Connection) {
    advance()
  }

  /// Sends the head and all that comes before the first token.
  private func begin() {
    connection.sink = self
    exchange.whenClientGone { [self] in end(.clientGone) }
    guard continuation != nil else { return }
    exchange.startStream(status: 200, fields: fields)
    writer.writeBeginning()
    flush()
    planNext()
    advance()
  }

  /// Does all that is due, and arms the timer for what comes next.
  private func advance() {
    guard continuation != nil else { return }
    world.cancel(timer)
    timer = .none
    while continuation != nil, !connection.isCongested {
      let next = writeDueEvents()
      flush()
      if let next { return arm(next) }
    }
    if continuation != nil { awaitReader() }
  }

  /// The client reads too slowly; one that does not catch up counts as gone.
  private func awaitReader() {
    timer = world.at(world.now + FakeLLMLimits.stalledReader) { [unowned self] in
      exchange.connection.abort(ConnectionError.closed)
    }
  }

  private func arm(_ instant: Instant) {
    guard instant != .never else { return }
    // Nothing but `self` is captured, so the closure needs no memory of its own.
    timer = world.at(instant) { [self] in
      timer = .none
      advance()
    }
  }

  // MARK: Writing

  /// Writes all events that are due and says when the next one is; nil when the piece is full or
  /// the last event is written.
  private func writeDueEvents() -> Instant? {
    while writer.buffer.count < FakeLLMLimits.catchUpBytes {
      let next = nextEvent()
      if next > world.now { return next }
      if writer.piece != nil {
        writer.writePiece()
        planNext()
      } else if isStalled {
        writer.writePing()
        lastWrite = world.now
      } else {
        conclude()
        if continuation == nil { return nil }
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
    guard case .broken(.stall(let interval?)) = script.ending else { return .never }
    return lastWrite + interval
  }

  private func flush() {
    let count = writer.buffer.count
    guard count > 0 else { return }
    let size = script.writeBytes ?? count
    for start in stride(from: 0, to: count, by: size) {
      exchange.send(writer.buffer.view.part(start..<min(start + size, count)))
    }
    writer.clear()
    lastWrite = world.now
  }

  // MARK: Ending

  /// Ends the way the script says, behind all that was written.
  private func conclude() {
    switch script.ending {
    case .complete(let reason):
      writer.writeEnding(reason)
      flush()
      exchange.endStream()
    case .broken(let kind):
      writer.writeBreakdown(kind)
      flush()
      guard breakOff(kind) else { return }
    }
    end(script.ending.callEnd)
  }

  /// Does to the connection what a breakdown asks for; false if the call goes on in silence.
  private func breakOff(_ kind: Breakdown.Kind) -> Bool {
    switch kind {
    case .end, .garbage, .errorEvent: exchange.endStream()
    case .cut: connection.finish()
    case .reset: connection.close()
    case .stall:
      isStalled = true
      return false
    }
    return true
  }

  private func end(_ end: ProviderCallEnd) {
    guard let waiting = continuation else { return }
    continuation = nil
    world.cancel(timer)
    connection.sink = nil
    waiting.resume(
      returning: GenerationResult(
        end: end, ended: world.now, firstToken: tokens > 0 ? schedule.first : nil,
        tokens: tokens, text: writer.fingerprint))
  }
}
