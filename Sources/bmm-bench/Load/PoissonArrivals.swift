import World

/// Planned starts of people who know nothing of each other: exponential gaps, one before the first.
struct PoissonArrivals: ArrivalProcess {
  private let perSecond: Double
  private let limit: ArrivalLimit
  private var random: RandomStream
  private var seconds = 0.0
  private var planned = 0
  private var ended = false

  /// A mean rate above zero, how long or how often, and the chance it draws from.
  init(perSecond: Double, limit: ArrivalLimit, random: RandomStream) {
    precondition(perSecond > 0 && perSecond.isFinite, "a rate is above 0, got \(perSecond)")
    self.perSecond = perSecond
    self.limit = limit
    self.random = random
  }

  /// A mean rate above zero for a time; the number of starts differs from seed to seed.
  init(perSecond: Double, for time: Duration, random: RandomStream) {
    self.init(perSecond: perSecond, limit: .time(time), random: random)
  }

  /// A mean rate above zero for a number of starts; the end differs from seed to seed.
  init(perSecond: Double, count: Int, random: RandomStream) {
    self.init(perSecond: perSecond, limit: .count(count), random: random)
  }

  /// The next planned start, in whole nanoseconds.
  mutating func next() -> Duration? {
    guard !ended else { return nil }
    seconds += random.exponential(mean: 1 / perSecond)
    guard let offset = limit.offset(nanoseconds: seconds * 1e9, after: planned) else {
      ended = true  // A later draw must not bring the process back.
      return nil
    }
    planned += 1
    return offset
  }
}
