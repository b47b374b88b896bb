import World

/// The profiles that a scenario can ask for.
extension RateProfile {
  /// From one rate to another, evenly.
  static func ramp(from: Double, to: Double, for time: Duration) -> RateProfile {
    RateProfile(pieces: [Piece(seconds: time.seconds, from: from, to: to)])
  }

  /// One rate after the other, each for an equal part of the time.
  static func step(_ rates: [Double], for time: Duration) -> RateProfile {
    let seconds = time.seconds / Double(rates.count)
    return RateProfile(pieces: rates.map { Piece(seconds: seconds, from: $0, to: $0) })
  }

  /// A rate with one rectangle of another in it, which must end within the time.
  static func spike(
    base: Double, peak: Double, at: Duration, lasting: Duration, for time: Duration
  ) -> RateProfile {
    precondition(at + lasting <= time, "the spike ends at \(at + lasting), behind \(time)")
    let parts = [(at, base), (lasting, peak), (time - at - lasting, base)]
    return RateProfile(
      pieces: parts.filter { $0.0 > .zero }
        .map { Piece(seconds: $0.0.seconds, from: $0.1, to: $0.1) })
  }
}
