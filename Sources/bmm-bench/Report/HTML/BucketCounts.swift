import Wire

/// The values of a metric as a result file keeps them: counted in buckets, exact at both ends.
///
/// The buckets of several rows can be joined, since all histograms have the same bounds.
struct BucketCounts: Equatable {
  /// The mean of a bucket's values in the metric's unit, and how many there are.
  struct Step: Equatable {
    let value: Double
    let count: Int
  }

  /// From low to high.
  let steps: [Step]

  /// The values of one metric in several rows.
  init(_ metrics: [JSONValue]) {
    var parts: [(lower: Double, count: Int, sum: Double)] = []
    for metric in metrics {
      // Times are kept in nanoseconds and shown in seconds, dollars in billionths.
      let size = ["s", "USD"].contains(metric.text("unit")) ? 1e-9 : 1
      for bucket in metric.list("buckets") {
        guard let lower = bucket[0]?.doubleValue, let count = bucket[2]?.intValue, count > 0 else {
          continue
        }
        let sum = bucket[3]?.doubleValue ?? bucket[3]?.stringValue.flatMap(Double.init)
        parts.append((lower * size, count, (sum ?? lower * Double(count)) * size))
      }
    }
    parts.sort { $0.lower < $1.lower }
    var steps: [Step] = []
    var index = 0
    while index < parts.count {
      let same = parts[index...].prefix { $0.lower == parts[index].lower }
      let count = same.reduce(0) { $0 + $1.count }
      steps.append(Step(value: same.reduce(0) { $0 + $1.sum } / Double(count), count: count))
      index += same.count
    }
    self.steps = steps
  }

  /// How many values there are.
  var count: Int { steps.reduce(0) { $0 + $1.count } }

  /// The value below or at which a share of all lies (nearest rank); nil without values.
  func quantile(_ share: Double) -> Double? {
    let rank = (share * Double(count) * (1 - 1e-12)).rounded(.up)
    var passed = 0
    return steps.first { step in
      passed += step.count
      return Double(passed) >= rank
    }?.value
  }

  /// How many values lie in each of so many equal parts of a range; those beyond count at the ends.
  func binned(from lower: Double, to upper: Double, into bins: Int) -> [Int] {
    var counts = Array(repeating: 0, count: bins)
    for step in steps {
      let bin = Int((step.value - lower) / (upper - lower) * Double(bins))
      counts[min(max(bin, 0), bins - 1)] += step.count
    }
    return counts
  }
}
