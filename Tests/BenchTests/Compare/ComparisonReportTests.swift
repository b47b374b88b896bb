import Testing

@testable import bmm_bench

struct ComparisonReportTests {
  private func comparison(_ factor: Int64) throws -> ResultComparison {
    let one = try ResultDocument.of(ScenarioText.with())
    var other = one
    var times = Histogram()
    times.record((one.metrics.first { $0.name == "e2e" }?.values.max ?? 0) * factor)
    other.metrics = other.metrics.map { figures in
      var figures = figures
      if figures.name == "e2e" { figures.values = times }
      return figures
    }
    return try ResultComparison(("a", one), ("b", other), ResultComparison.Gate())
  }

  @Test func `a figure that fails is shown as such, and the verdict stands last`() throws {
    let lines = ComparisonReport.lines([try comparison(2)], width: 120)
    let line = try #require(lines.first { $0.hasPrefix("p95(e2e)") })
    #expect(line.contains("+100.0 %"))
    #expect(line.hasSuffix("worse, fails"))
    #expect(lines.last == "1 of 1 scenario worse: x")
    #expect(
      ComparisonReport.lines([try comparison(1)], width: 120).last
        == "1 scenario compared, none is worse")
  }

  @Test func `the page has what changed, and counts the rest`() throws {
    let page = ComparisonReport.markdown([try comparison(2)])
    #expect(page.hasPrefix("### bmm-bench: 1 of 1 scenario worse: x\n\n#### x\n\n| figure |"))
    #expect(page.contains("| p95(e2e) |"))
    #expect(!page.contains("tokens.wasted"))
    #expect(page.contains(" figures are the same.\n- one run each: no confidence"))
  }
}
