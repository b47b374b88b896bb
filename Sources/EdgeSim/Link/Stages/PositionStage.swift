import World

/// Lets everything pass up to a position, where it strikes.
struct PositionStage: ToxicStage {
  private enum Progress {
    case before
    case behind
    /// It has done what it does, and what comes now passes.
    case over
  }

  private let strike: LinkStrike
  private var finder: PositionFinder
  private var progress = Progress.before
  /// What goes on at once.
  private var passing = PieceQueue()
  /// What a stall holds back.
  private var stalled: [LinkPiece] = []
  private var stalledBytes = 0
  private var hasLost = false

  init(_ strike: LinkStrike, at position: LinkPosition) {
    self.strike = strike
    finder = PositionFinder(position)
    if finder.isAtStart { reach() }
  }

  var heldBytes: Int { passing.byteCount + stalledBytes }

  var hasStruck: Bool { if case .before = progress { false } else { true } }

  var nextRelease: Instant? { passing.nextRelease }

  mutating func push(_ piece: LinkPiece, at now: Instant) {
    switch progress {
    case .before: approach(piece)
    case .behind: goBehind(piece)
    case .over: pass(piece)
    }
  }

  mutating func pop(at now: Instant) -> LinkPiece? { passing.pop(at: now) }

  mutating func flush() -> [LinkPiece] {
    let rest = passing.removeAll() + stalled
    // A connection with a hole in it must not go on; TCP would not let it.
    return hasLost ? rest + [.reset] : rest
  }

  private mutating func approach(_ piece: LinkPiece) {
    guard case .bytes(let bytes) = piece, let place = finder.place(in: bytes) else {
      return pass(piece)
    }
    pass(.bytes(Array(bytes[..<place])))
    reach()
    goBehind(.bytes(Array(bytes[place...])))
  }

  private mutating func reach() {
    progress = .behind
    switch strike {
    case .cut: pass(.cut)
    case .reset: pass(.reset)
    case .stall, .drop, .corrupt: break
    }
  }

  private mutating func goBehind(_ piece: LinkPiece) {
    if case .bytes([]) = piece { return }
    switch strike {
    // Nothing comes behind an end.
    case .cut, .reset: break
    case .stall:
      stalled.append(piece)
      stalledBytes += piece.byteCount
    case .drop: hasLost = true
    case .corrupt:
      progress = .over
      guard case .bytes(var bytes) = piece else { return pass(piece) }
      bytes[0] = ~bytes[0]
      pass(.bytes(bytes))
    }
  }

  private mutating func pass(_ piece: LinkPiece) {
    if case .bytes([]) = piece { return }
    passing.append(piece, at: .start)
  }
}
