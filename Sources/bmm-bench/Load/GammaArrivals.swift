import World

/// Planned starts of a mean rate with random gaps: those of people who know nothing of each other
/// (a Poisson process), or in bursts, or more evenly.
struct GammaArrivals: ArrivalProcess {
  private let perSecond: Double
  private let limit: ArrivalLimit
  private var gaps: GammaGaps
  private var seconds = 0.0
  private var planned = 0
  private var ended = false

  /// A mean rate above zero, how long or how often, and the gaps; one lies before the first start.
  init(perSecond: Double, limit: ArrivalLimit, gaps: GammaGaps) {
    precondition(perSecond > 0 && perSecond.isFinite, "a rate is above 0, got \(perSecond)")
    self.perSecond = perSecond
    self.limit = limit
    self.gaps = gaps
  }

  /// The next planned start, in whole nanoseconds.
  mutating func next() -> Duration? {
    guard !ended else { return nil }
    seconds += gaps.next(mean: 1 / perSecond)
    guard let offset = limit.offset(nanoseconds: seconds * 1e9, after: planned) else {
      ended = true  // A later draw must not bring the process back.
      return nil
    }
    planned += 1
    return offset
  }
}
