/// Planned starts at equal distances, the first at once.
///
/// Each start is computed from its number, in whole nanoseconds: adding up gaps would drift.
struct ConstantArrivals: ArrivalProcess {
  private let perSecond: Double
  private let limit: ArrivalLimit
  private var planned = 0

  /// A rate above zero, and how long or how often.
  init(perSecond: Double, limit: ArrivalLimit) {
    precondition(perSecond > 0 && perSecond.isFinite, "a rate is above 0, got \(perSecond)")
    self.perSecond = perSecond
    self.limit = limit
  }

  /// The next planned start.
  mutating func next() -> Duration? {
    let nanoseconds = Double(planned) * 1e9 / perSecond
    guard let offset = limit.offset(nanoseconds: nanoseconds, after: planned) else { return nil }
    planned += 1
    return offset
  }
}
