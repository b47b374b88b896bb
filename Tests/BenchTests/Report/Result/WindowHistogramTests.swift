import Testing

@testable import bmm_bench

struct WindowHistogramTests {
  @Test func `a quantile is off by 3.2 % at most`() throws {
    for value in [1, 31, 32, 1_000, 123_456_789, 9_876_543_210, Int64.max / 2] as [Int64] {
      var values = WindowHistogram()
      values.record(value)
      let middle = try #require(values.values.quantile(0.5))
      #expect((middle - value).magnitude <= UInt64(Double(value) * 0.032), "\(value)")
    }
  }

  @Test func `what is exported can be rebuilt, and added up as if recorded at once`() throws {
    var (one, two, both) = (WindowHistogram(), WindowHistogram(), WindowHistogram())
    for value in stride(from: Int64(1), to: 2_000_000_000, by: 7_654_321) {
      if value % 2 == 0 { one.record(value) } else { two.record(value) }
      both.record(value)
    }
    one.merge(two)
    #expect(one == both)
    #expect(try #require(WindowHistogram(steps: both.steps)) == both)
  }

  @Test func `what no window exports is refused`() {
    #expect(WindowHistogram(steps: [(middle: 1_000_000, count: 1)]) == nil, "no middle of a step")
    #expect(WindowHistogram(steps: [(middle: 5, count: 0)]) == nil)
    #expect(WindowHistogram(steps: [(middle: 5, count: 1), (middle: 4, count: 1)]) == nil)
  }
}
