import World

/// Pieces on their way, each with the instant from which it may go on; none overtakes another.
struct PieceQueue {
  private var pieces: [(piece: LinkPiece, release: Instant)] = []
  private var head = 0
  /// The bytes of all pieces.
  private(set) var byteCount = 0
  /// When the last piece may go on.
  private(set) var lastRelease = Instant.start

  /// When the first piece may go on; nil without one.
  var nextRelease: Instant? { head < pieces.count ? pieces[head].release : nil }

  mutating func append(_ piece: LinkPiece, at release: Instant) {
    lastRelease = max(lastRelease, release)
    byteCount += piece.byteCount
    pieces.append((piece, lastRelease))
  }

  /// Takes the first piece if its time has come.
  mutating func pop(at now: Instant) -> LinkPiece? {
    guard let nextRelease, nextRelease <= now else { return nil }
    let piece = pieces[head].piece
    // Emptied, so that the bytes are freed before the place is.
    pieces[head].piece = .end
    head += 1
    byteCount -= piece.byteCount
    if head * 2 > pieces.count {
      pieces.removeFirst(head)
      head = 0
    }
    return piece
  }

  /// Takes all pieces, whatever their time.
  mutating func removeAll() -> [LinkPiece] {
    let rest = pieces[head...].map(\.piece)
    pieces = []
    head = 0
    byteCount = 0
    return rest
  }
}
