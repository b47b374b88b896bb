/// The values of one window of a series: 16 steps per doubling, so that 240 of them stay small.
///
/// A quantile is off by 3.2 % at most. What is recorded depends on nothing but the values, so the
/// sum of two is what a single one would have counted.
struct WindowHistogram: Equatable, Sendable {
  /// The values, each moved to the middle of its step.
  private(set) var values = Histogram()

  /// A histogram without values.
  init() {}

  /// Counts a value.
  mutating func record(_ value: Int64) {
    values.record(Self.middle(of: value))
  }

  /// Adds the values of another one.
  mutating func merge(_ other: WindowHistogram) {
    values.merge(other.values)
  }

  /// What is exported: each middle with its count.
  var steps: [(middle: Int64, count: Int)] {
    // A step is eight buckets wide, and all of its values stand in one of them.
    values.buckets.map { (Int64($0.sum / Int128($0.count)), $0.count) }
  }

  /// Rebuilds an exported one; nil if a number cannot have been exported.
  init?(steps: [(middle: Int64, count: Int)]) {
    var below: Int64 = -1
    for (middle, count) in steps {
      guard middle > below, count > 0, Self.middle(of: middle) == middle else { return nil }
      below = middle
      values.record(middle, count: count)
    }
  }

  /// Exact below 32; above, the middle of one of 16 steps between two powers of two.
  private static func middle(of value: Int64) -> Int64 {
    guard value >= 32 else { return value }
    let shift = 59 - value.leadingZeroBitCount  // Leaves the top five bits: 16 to 31.
    return ((value >> Int64(shift)) << Int64(shift)) + (Int64(1) << Int64(shift - 1))
  }
}
