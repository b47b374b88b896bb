import HTTP
import Wire
import World

/// Plays a cassette: its bytes as they are, each at its time from the complete request.
///
/// A client that reads too slowly pauses the writing, not the schedule.
final class CassettePlayer: Generation, ConnectionSink, @unchecked Sendable {  // On its loop only.
  private let exchange: HTTPExchange
  private let cassette: Cassette
  private let speed: Double
  private let started: Instant
  private var next = 0
  private var bytesSent = 0
  private var firstPiece: Instant?
  private var timer = TimerID.none
  private var continuation: UnsafeContinuation<GenerationResult, Never>?

  /// Plays `speed` times as fast as it was recorded.
  init(_ exchange: HTTPExchange, _ cassette: Cassette, speed: Double) {
    precondition(speed > 0, "at a speed of \(speed) nothing would ever come")
    self.exchange = exchange
    self.cassette = cassette
    self.speed = speed
    started = exchange.connection.world.now
  }

  /// A share of the tokens that were sold, as large as the share of the bytes that are out.
  var tokens: Int {
    let all = cassette.byteCount
    return all == 0 ? 0 : cassette.outputTokens * bytesSent / all
  }

  func run() async -> GenerationResult {
    await withUnsafeContinuation { continuation in
      self.continuation = continuation
      exchange.connection.sink = self
      exchange.whenClientGone { [self] in end(.clientGone) }
      advance()
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

  private func instant(_ after: Duration) -> Instant {
    started.advanced(byNanoseconds: Int64((Double(after.nanoseconds) / speed).rounded()))
  }

  /// Sends all that is due, and arms the timer for what comes next.
  private func advance() {
    world.cancel(timer)
    timer = .none
    while continuation != nil, !exchange.connection.isCongested {
      let isAtEnd = next == cassette.pieces.count
      let due = instant(isAtEnd ? cassette.endedAfter : cassette.pieces[next].after)
      guard due <= world.now else { return arm(due) }
      begin()
      if isAtEnd { conclude() } else { sendPiece() }
    }
    if continuation != nil { awaitReader() }
  }

  /// The client reads too slowly; one that does not catch up counts as gone.
  private func awaitReader() {
    timer = world.at(world.now + FakeLLMLimits.stalledReader) { [self] in
      exchange.connection.abort(ConnectionError.closed)
    }
  }

  private func arm(_ instant: Instant) {
    timer = world.at(instant) { [self] in
      timer = .none
      advance()
    }
  }

  /// Sends the head, with the first byte or with the end.
  private func begin() {
    guard !exchange.hasBegun else { return }
    exchange.startStream(status: cassette.status, fields: cassette.fields)
  }

  private func sendPiece() {
    let piece = cassette.pieces[next]
    next += 1
    if firstPiece == nil { firstPiece = instant(piece.after) }
    exchange.send(piece.bytes)
    bytesSent += piece.bytes.count
  }

  private func conclude() {
    switch cassette.ending {
    case .complete:
      exchange.endStream()
      end(.played)
    case .cut:
      exchange.connection.finish()
      end(.failed(.cut))
    case .reset:
      exchange.connection.close()
      end(.failed(.reset))
    }
  }

  private func end(_ end: ProviderCallEnd) {
    guard let waiting = continuation else { return }
    continuation = nil
    world.cancel(timer)
    exchange.connection.sink = nil
    waiting.resume(
      returning: GenerationResult(
        end: end, ended: world.now, firstToken: firstPiece, tokens: tokens, text: nil))
  }
}
