import World

/// How late the events of one stream come, against the even schedule that its own events fix.
///
/// The first event gives the base. One that comes before its time shows that the base was late
/// itself, and moves it; so a lateness is never negative, and the best event of a stream counts 0.
struct LatenessClock: Equatable, Sendable {
  private let interval: Double
  private var base: Int64?
  private var count = 0

  /// A stream of so many events a second.
  init(perSecond: Double) {
    precondition(perSecond > 0, "a stream of \(perSecond) events a second has no schedule")
    interval = 1e9 / perSecond
  }

  /// Takes in the next event, and returns its lateness.
  mutating func event(at now: Instant) -> Duration {
    let offset = Int64((Double(count) * interval).rounded())
    count += 1
    let start = now.nanoseconds - offset
    guard let base, base <= start else {
      self.base = start
      return .zero
    }
    return .nanoseconds(start - base)
  }
}
