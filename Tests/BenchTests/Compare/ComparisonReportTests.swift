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

  private func broken(_ before: [String], _ after: [String]) throws -> ResultComparison {
    let sides = try [before, after].map { failed in
      var document = try ResultDocument.of(ScenarioText.with())
      document.checks += failed.map {
        ExpectationResult(name: "e", text: $0, observed: "x", pass: false)
      }
      return document
    }
    return try ResultComparison(("a", sides[0]), ("b", sides[1]), ResultComparison.Gate())
  }

  @Test func `checks have a table of their own, on the terminal and on the page`() throws {
    let comparison = try broken(["a | b"], ["a | b", "p99(e2e) < 1s"])
    let lines = ComparisonReport.lines([comparison], width: 80)
    let start = try #require(lines.firstIndex { $0.hasPrefix("check  ") })
    #expect(
      lines[start...].dropFirst(2).prefix(2) == [
        "a | b               failed      failed       –",
        "p99(e2e) < 1s            –      failed       –  worse, fails",
      ])
    #expect(lines.last == "1 of 1 scenario worse: x")
    #expect(lines.allSatisfy { $0.unicodeScalars.count <= 80 })
    let page = ComparisonReport.markdown([comparison])
    #expect(
      page.contains(
        """
        | check | held before | held after | chance | |
        |---|--:|--:|--:|---|
        | p99(e2e) &lt; 1s | – | failed | – | worse, fails |

        1 more check fails as often as before.

        """))
    #expect(!page.contains("\n\n\n"))
    let fine = try broken([], [])
    #expect(!ComparisonReport.lines([fine], width: 80).contains { $0.hasPrefix("check") })
    #expect(!ComparisonReport.markdown([fine]).contains("| check"))
  }
}
