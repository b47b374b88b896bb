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
  private let format: any StreamFormat
  private let schedule: TokenSchedule
  private var buffer = ByteBuffer()
  private var tokensSent = 0
  private var isStalled = false
  private var lastWrite: Instant
  private var firstToken: Instant?
  private var fingerprint = ByteFingerprint()
  private var timer = TimerID.none
  private var continuation: UnsafeContinuation<GenerationResult, Never>?

  init(_ exchange: HTTPExchange, _ script: Script, _ format: any StreamFormat) {
    self.exchange = exchange
    connection = exchange.connection
    world = connection.world
    self.script = script
    self.format = format
    lastWrite = world.now
    schedule = TokenSchedule(
      first: lastWrite + script.firstToken, tokensPerSecond: script.tokensPerSecond)
  }

  func run() async -> GenerationResult {
    await withUnsafeContinuation { continuation in
      self.continuation = continuation
      begin()
    }
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
    exchange.startStream(status: 200, fields: format.fields)
    write { format.writeBeginning(into: &$0) }
    flush()
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
    while buffer.count < FakeLLMLimits.catchUpBytes {
      let next = nextEvent()
      if next > world.now { return next }
      if tokensSent < script.tokens {
        writeDelta()
      } else if isStalled {
        write { format.writePing(into: &$0) }
        lastWrite = world.now
      } else {
        conclude()
        if continuation == nil { return nil }
      }
    }
    return nil
  }

  /// The number of tokens that are sent when the next event with text is out.
  private var tokensAfterDelta: Int {
    min(tokensSent + script.tokensPerDelta, script.tokens)
  }

  /// When the next event is due: text as soon as its last token is ready.
  private func nextEvent() -> Instant {
    if tokensSent < script.tokens { return schedule.end(of: tokensAfterDelta) }
    guard isStalled else { return schedule.end(of: script.tokens) }
    guard case .stall(let interval?) = script.ending else { return .never }
    return lastWrite + interval
  }

  private func writeDelta() {
    let range = Tokenizer.bytes(of: tokensSent..<tokensAfterDelta, in: script.text.count)
    script.text.withUnsafeBufferPointer {
      let part = $0.part(range)
      format.writeDelta(part, into: &buffer)
      fingerprint.add(part)
    }
    if firstToken == nil { firstToken = schedule.first }
    tokensSent = tokensAfterDelta
  }

  /// Writes what does not come with each token, and may therefore allocate.
  private func write(_ event: (inout [UInt8]) -> Void) {
    var bytes: [UInt8] = []
    event(&bytes)
    buffer.append(bytes)
  }

  private func flush() {
    guard !buffer.isEmpty else { return }
    exchange.send(buffer.view)
    buffer.removeAll()
    lastWrite = world.now
  }

  // MARK: Ending

  /// Ends the way the script says, behind all that was written.
  private func conclude() {
    switch script.ending {
    case .complete(let reason):
      write { format.writeEnding(reason, outputTokens: script.tokens, into: &$0) }
      flush()
      exchange.endStream()
    case .early:
      flush()
      exchange.endStream()
    case .errorEvent(let type):
      write { format.writeError(type, into: &$0) }
      flush()
      exchange.endStream()
    case .cut:
      flush()
      connection.finish()
    case .reset:
      flush()
      connection.close()
    case .stall:
      flush()
      isStalled = true
      return
    }
    end(script.ending.callEnd)
  }

  private func end(_ end: ProviderCallEnd) {
    guard let waiting = continuation else { return }
    continuation = nil
    world.cancel(timer)
    connection.sink = nil
    waiting.resume(
      returning: GenerationResult(
        end: end, ended: world.now, firstToken: firstToken,
        tokens: max(tokensSent, schedule.tokensDue(by: world.now, of: script.tokens)),
        text: fingerprint))
  }
}
