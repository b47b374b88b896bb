import Testing
import Wire

@testable import bmm_bench

struct DistributionChartTests {
  private func values(_ buckets: JSONValue) -> BucketCounts {
    BucketCounts([["unit": "s", "buckets": buckets]])
  }

  @Test func `a line climbs at each value by its share, to all at the end`() {
    let second: Int64 = 1_000_000_000
    let counts = values([
      [.integer(second), .integer(second), 1, .integer(second)],
      [.integer(2 * second), .integer(2 * second), 3, .integer(6 * second)],
    ])
    let html = DistributionChart(
      title: "t", lines: [.init(name: "all", look: .number(0), values: counts)]
    ).html.html
    // From 0 to 2 s: a quarter at 1 s, the rest at 2 s; a picture's heights grow downwards.
    #expect(html.contains("d=\"M0 1000H500V750H1000V0H1000\""))
    #expect(html.contains("aria-label=\"t: medians: all 2.00 s\""))
  }

  @Test func `without values there is no chart`() {
    let line = DistributionChart.Line(name: "all", look: .number(0), values: BucketCounts([]))
    #expect(DistributionChart(title: "t", lines: [line]).html == .none)
  }
}
