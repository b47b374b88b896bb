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

  /// A rate above zero for a time: 40 a second for 60 s are 2,400 starts.
  init(perSecond: Double, for time: Duration) {
    self.init(perSecond: perSecond, limit: .time(time))
  }

  /// A rate above zero for a number of starts.
  init(perSecond: Double, count: Int) {
    self.init(perSecond: perSecond, limit: .count(count))
  }

  /// The next planned start.
  mutating func next() -> Duration? {
    let nanoseconds = Double(planned) * 1e9 / perSecond
    guard let offset = limit.offset(nanoseconds: nanoseconds, after: planned) else { return nil }
    planned += 1
    return offset
  }
}
