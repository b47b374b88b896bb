import Testing
import World

@testable import bmm_bench

struct HistogramTests {
  /// Values over fifteen orders of magnitude, with many ties among the small ones.
  private func values(_ count: Int, seed: UInt64) -> [Int64] {
    var random = RandomStream(seed: seed)
    return (0..<count).map { _ in
      let magnitude = (0..<random.index(below: 16)).reduce(Int64(1)) { power, _ in power * 10 }
      return Int64(random.unit() * Double(magnitude))
    }
  }

  private func histogram(_ values: some Sequence<Int64>) -> Histogram {
    values.reduce(into: Histogram()) { $0.record($1) }
  }

  @Test func `an empty histogram has no figures`() {
    let empty = Histogram()
    #expect(empty.count == 0)
    #expect(empty.min == nil)
    #expect(empty.max == nil)
    #expect(empty.mean == nil)
    #expect(empty.quantile(0.5) == nil)
    #expect(empty.buckets.isEmpty)
  }

  @Test(arguments: [1, 2, 3, 10, 100, 5_000])
  func `quantiles are within one per cent of the sorted values`(count: Int) {
    let values = values(count, seed: UInt64(count))
    let sorted = values.sorted()
    let histogram = histogram(values)
    for percent in 0...100 {
      // The exact nearest rank, in whole numbers.
      let rank = max(1, (percent * count + 99) / 100)
      let exact = sorted[rank - 1]

      let observed = histogram.quantile(Double(percent) / 100) ?? -1

      #expect(abs(Double(observed - exact)) <= Double(exact) / 100, "p\(percent) of \(count)")
    }
  }

  @Test func `count, smallest, largest and mean are exact`() {
    let values = values(1_000, seed: 7)
    let histogram = histogram(values)
    #expect(histogram.count == 1_000)
    #expect(histogram.min == values.min())
    #expect(histogram.max == values.max())
    #expect(histogram.sum == values.reduce(Int128(0)) { $0 + Int128($1) })
    #expect(histogram.mean == Double(histogram.sum) / 1_000)
  }

  @Test func `equal values give an exact quantile, whatever the neighbours are`() {
    var gaps = Histogram()
    gaps.record(5_000_000)
    gaps.record(20_000_000, count: 98)
    gaps.record(90_000_000)
    #expect(gaps.quantile(0.5) == 20_000_000)
  }

  @Test func `the largest number can be recorded many times`() {
    var histogram = Histogram()
    histogram.record(.max, count: 1_000_000)
    histogram.record(0)
    #expect(histogram.quantile(0.5) == .max)
    #expect(histogram.min == 0)
  }

  @Test func `a count is as good as repetition, and none is nothing`() {
    var once = Histogram()
    once.record(1_234_567, count: 3)
    once.record(99, count: 0)
    #expect(once == histogram([1_234_567, 1_234_567, 1_234_567]))
  }

  @Test func `the order of recording leaves no trace`() {
    let values = values(300, seed: 3)
    #expect(histogram(values) == histogram(values.sorted()))
    #expect(histogram(values) == histogram(values.sorted(by: >)))
  }

  @Test(arguments: [0, 1, 150, 299, 300])
  func `any split merges to the whole`(at cut: Int) {
    let values = values(300, seed: 11)
    let (early, late) = (histogram(values[..<cut]), histogram(values[cut...]))

    var merged = early
    merged.merge(late)
    var reversed = late
    reversed.merge(early)

    #expect(merged == histogram(values))
    #expect(reversed == merged)
  }

  @Test func `the buckets are in order, hold everything, and rebuild the histogram`() {
    let original = histogram(values(500, seed: 5))
    let buckets = original.buckets

    #expect(buckets.reduce(0) { $0 + $1.count } == 500)
    #expect(
      zip(buckets, buckets.dropFirst()).allSatisfy { $0.bounds.upperBound < $1.bounds.lowerBound })
    #expect(Histogram(buckets: buckets, min: original.min, max: original.max) == original)
    #expect(Histogram(buckets: [], min: nil, max: nil) == Histogram())
  }

  @Test func `parts that contradict each other rebuild nothing`() {
    let good = Histogram.Bucket(bounds: 10...10, count: 2, sum: 20)
    #expect(Histogram(buckets: [good], min: 10, max: 10) != nil)
    let bad: [(buckets: [Histogram.Bucket], min: Int64?, max: Int64?)] = [
      ([], 1, 1),  // A smallest value without values.
      ([good], nil, nil),  // Values without a smallest one.
      ([good], 9, 10),  // The smallest value is in no bucket.
      ([good, good], 10, 10),  // The same bucket twice.
      ([.init(bounds: 10...11, count: 1, sum: 10)], 10, 10),  // Not a bucket of this scale.
      ([.init(bounds: 10...10, count: 0, sum: 0)], 10, 10),  // A bucket without values.
      ([.init(bounds: 10...10, count: 2, sum: 21)], 10, 10),  // A sum that cannot be.
    ]
    for (index, row) in bad.enumerated() {
      #expect(Histogram(buckets: row.buckets, min: row.min, max: row.max) == nil, "row \(index)")
    }
  }
}
