import HTTP
import Wire
import World

/// Plays a cassette: its bytes as they are, each at its time from the complete request.
final class CassettePlayer: PacedGeneration, @unchecked Sendable {  // As its parent.
  private let cassette: Cassette
  private let speed: Double
  private let started: Instant
  private var next = 0
  private var bytesSent = 0
  private var firstPiece: Instant?

  /// Plays `speed` times as fast as it was recorded.
  init(_ exchange: HTTPExchange, _ cassette: Cassette, speed: Double) {
    precondition(speed > 0, "at a speed of \(speed) nothing would ever come")
    self.cassette = cassette
    self.speed = speed
    started = exchange.connection.world.now
    super.init(exchange)
  }

  /// A share of the tokens that were sold, as large as the share of the bytes that are out.
  override var tokens: Int {
    let all = cassette.byteCount
    return all == 0 ? 0 : cassette.outputTokens * bytesSent / all
  }

  override var firstToken: Instant? { firstPiece }

  override var text: ByteFingerprint? { nil }

  private func instant(_ after: Duration) -> Instant {
    started.advanced(byNanoseconds: Int64((Double(after.nanoseconds) / speed).rounded()))
  }

  override func writeDue() -> Instant? {
    let isAtEnd = next == cassette.pieces.count
    let due = instant(isAtEnd ? cassette.endedAfter : cassette.pieces[next].after)
    guard due <= world.now else { return due }
    startStream()
    if isAtEnd { conclude() } else { sendPiece() }
    return nil
  }

  /// Sends the head, with the first byte or with the end.
  private func startStream() {
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
      connection.finish()
      end(.failed(.cut))
    case .reset:
      connection.close()
      end(.failed(.reset))
    }
  }
}
