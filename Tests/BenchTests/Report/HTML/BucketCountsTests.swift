import Testing
import Wire

@testable import bmm_bench

struct BucketCountsTests {
  private func metric(_ values: [Int64]) -> JSONValue {
    var histogram = Histogram()
    for value in values { histogram.record(value) }
    let buckets: [JSONValue] = histogram.buckets.map { bucket in
      [
        .integer(bucket.bounds.lowerBound), .integer(bucket.bounds.upperBound),
        .integer(Int64(bucket.count)), .integer(Int64(bucket.sum)),
      ]
    }
    return ["unit": "s", "buckets": .array(buckets)]
  }

  @Test func `quantiles of joined rows are those of one histogram of all values`() {
    let values = (1...200).map { Int64($0 * $0) * 1_000_000 }
    var whole = Histogram()
    for value in values { whole.record(value) }
    let counts = BucketCounts([
      metric(Array(values.prefix(77))), metric(Array(values.dropFirst(77))),
    ])
    #expect(counts.count == 200)
    for share in [0.5, 0.9, 0.95] {
      let expected = Double(whole.quantile(share) ?? 0) * 1e-9
      #expect(abs((counts.quantile(share) ?? 0) - expected) < 1e-8)
    }
  }

  @Test func `values fall into their bins, those beyond into the last`() {
    let counts = BucketCounts([metric([0, 500_000_000, 999_000_000, 3_000_000_000])])
    #expect(counts.binned(from: 0, to: 2, into: 4) == [1, 2, 0, 1])
  }

  @Test func `a sum too long for a double stands as a text`() {
    let json: JSONValue = [
      "unit": "tokens", "buckets": [[4, 4, 3, "12"], [8, 8, 0, 0], [9, 9, "three"]],
    ]
    #expect(BucketCounts([json]).steps == [BucketCounts.Step(value: 4, count: 3)])
  }

  @Test func `nothing has no quantile`() {
    #expect(BucketCounts([]).quantile(0.5) == nil)
    #expect(BucketCounts([["count": 0]]).steps.isEmpty)
  }
}
