/// A rate of starts that changes along straight lines, with its exact integral and the inverse.
struct RateProfile: Equatable, Sendable {
  /// A time in which the rate goes evenly from one value to another.
  struct Piece: Equatable, Sendable {
    /// How long it is.
    let seconds: Double
    /// Starts per second at its beginning; zero is allowed.
    let from: Double
    /// Starts per second at its end.
    let to: Double

    /// The starts that fall into it.
    var starts: Double { (from + to) / 2 * seconds }
  }

  /// The pieces, one behind the other.
  let pieces: [Piece]

  /// The starts of the whole profile; a fraction of one is possible.
  var starts: Double { pieces.reduce(0) { $0 + $1.starts } }

  /// The highest rate that is reached.
  var peak: Double { pieces.reduce(0) { max($0, $1.from, $1.to) } }

  /// By how much a sum of decimals in binary may miss a whole number of starts (our choice).
  private static let tolerance = 1e-9

  /// After how many seconds so many starts have fallen; nil when the profile has no more of them.
  func seconds(untilStarts wanted: Double) -> Double? {
    var (begin, left) = (0.0, wanted)
    for piece in pieces {
      // Where nobody comes nothing lies, not even the first start.
      if left < piece.starts - Self.tolerance { return begin + Self.seconds(in: piece, left) }
      left = max(0, left - piece.starts)
      begin += piece.seconds
    }
    return nil
  }

  /// Solves `from t + (to - from) t² / 2 seconds = starts` for t, in the form that divides by no
  /// difference: a flat piece needs no case of its own.
  private static func seconds(in piece: Piece, _ starts: Double) -> Double {
    guard starts > 0 else { return 0 }
    let slope = (piece.to - piece.from) / piece.seconds
    let root = max(0, piece.from * piece.from + 2 * slope * starts).squareRoot()
    return min(piece.seconds, 2 * starts / (piece.from + root))
  }
}
