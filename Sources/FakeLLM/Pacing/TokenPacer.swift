import HTTP
import Wire
import World

/// Streams a script at its pace: one timer, one buffer, no task and no allocation per token.
///
/// A timer writes all events that are due, in one piece. A client that reads too slowly pauses the
/// writing, not the schedule: once it has caught up, it gets what has become due meanwhile.
final class TokenPacer: Generation, ConnectionSink, @unchecked Sendable {  // Confined to its loop.
  private let exchange: HTTPExchange
  private let script: Script
  private let format: any StreamFormat
  private let schedule: TokenSchedule
  private var buffer: [UInt8] = []
  private var tokensSent = 0
  private var isStalled = false
  private var lastWrite: Instant
  private var firstToken: Instant?
  private var fingerprint = ByteFingerprint()
  private var timer = TimerID.none
  private var continuation: UnsafeContinuation<GenerationResult, Never>?
  /// Made once: a new closure for each timer would be an allocation for each token.
  private lazy var tick: () -> Void = { [unowned self] in
    timer = .none
    advance()
  }

  init(_ exchange: HTTPExchange, _ script: Script, _ format: any StreamFormat) {
    self.exchange = exchange
    self.script = script
    self.format = format
    lastWrite = exchange.connection.world.now
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

  private var world: World { exchange.connection.world }

  /// Sends the head and all that comes before the first token.
  private func begin() {
    exchange.connection.sink = self
    exchange.whenClientGone { [self] in end(.clientGone) }
    guard continuation != nil else { return }
    exchange.startStream(status: 200, fields: format.fields)
    format.writeBeginning(into: &buffer)
    flush()
    advance()
  }

  /// Does all that is due, and arms the timer for what comes next.
  private func advance() {
    guard continuation != nil else { return }
    world.cancel(timer)
    timer = .none
    while continuation != nil, !exchange.connection.isCongested {
      writeDueEvents()
      flush()
      let next = nextEvent()
      guard next <= world.now else { return arm(next) }
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
    if instant != .never { timer = world.at(instant, tick) }
  }

  // MARK: Writing

  /// Writes events until nothing more is due or the piece is large enough.
  private func writeDueEvents() {
    while buffer.count < FakeLLMLimits.catchUpBytes, nextEvent() <= world.now {
      if tokensSent < script.tokens {
        writeDelta()
      } else if isStalled {
        format.writePing(into: &buffer)
        lastWrite = world.now
      } else {
        return conclude()
      }
    }
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

  private func flush() {
    guard !buffer.isEmpty else { return }
    exchange.send(buffer)
    buffer.removeAll(keepingCapacity: true)
    lastWrite = world.now
  }

  // MARK: Ending

  /// Ends the way the script says, behind all that was written.
  private func conclude() {
    switch script.ending {
    case .complete(let reason):
      format.writeEnding(reason, outputTokens: script.tokens, into: &buffer)
      flush()
      exchange.endStream()
    case .early:
      flush()
      exchange.endStream()
    case .errorEvent(let type):
      format.writeError(type, into: &buffer)
      flush()
      exchange.endStream()
    case .cut:
      flush()
      exchange.connection.finish()
    case .reset:
      flush()
      exchange.connection.close()
    case .stall:
      isStalled = true
      return
    }
    end(script.ending.callEnd)
  }

  private func end(_ end: ProviderCallEnd) {
    guard let waiting = continuation else { return }
    continuation = nil
    world.cancel(timer)
    exchange.connection.sink = nil
    waiting.resume(
      returning: GenerationResult(
        end: end, ended: world.now, firstToken: firstToken,
        tokens: max(tokensSent, schedule.tokensDue(by: world.now, of: script.tokens)),
        text: fingerprint))
  }
}
