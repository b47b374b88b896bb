import Testing

@testable import bmm_bench

struct HistogramScaleTests {
  @Test func `the buckets cover every value once and in order`() {
    // 7,296 buckets reach to the largest 64-bit number.
    var expected: Int64 = 0
    for index in 0..<7_295 {
      let bounds = HistogramScale.bounds(of: index)
      #expect(bounds.lowerBound == expected)
      #expect(HistogramScale.index(of: bounds.lowerBound) == index)
      #expect(HistogramScale.index(of: bounds.upperBound) == index)
      expected = bounds.upperBound + 1
    }
    #expect(HistogramScale.bounds(of: 7_295) == expected...Int64.max)
  }

  @Test func `no bucket is wider than 1 part in 128 of its lower bound`() {
    for index in 256..<7_296 {
      let bounds = HistogramScale.bounds(of: index)
      #expect((bounds.upperBound - bounds.lowerBound + 1) <= bounds.lowerBound / 128)
    }
  }

  @Test func `a negative value is a mistake of the caller`() async {
    await #expect(processExitsWith: .failure) { _ = HistogramScale.index(of: -1) }
  }
}
