import Testing

@testable import bmm_bench

struct OpenMetricsFileTests {
  private let lines = OpenMetricsFile.text([.failed(), .held(), .skipped()])
    .split(separator: "\n").map(String.init)

  @Test(
    arguments: [
      "bmm_run_held{scenario=\"bad\",world=\"sim\",seed=\"7\"} 0",
      "bmm_run_held{scenario=\"good\",world=\"sim\",seed=\"1\"} 1",
      "bmm_run_check_held{scenario=\"bad\",world=\"sim\",seed=\"7\",check=\"p99(ttft) < 5s\","
        + "kind=\"expectation\"} 0",
      "bmm_run_invariant_violations_total{scenario=\"bad\",world=\"sim\",seed=\"7\","
        + "invariant=\"outcome-log\"} 2",
      "bmm_run_requests_total{scenario=\"bad\",world=\"sim\",seed=\"7\",outcome=\"edge_524\"} 1",
      "bmm_run_tokens_total{scenario=\"bad\",world=\"sim\",seed=\"7\",kind=\"wasted\"} 100",
      "# TYPE bmm_run_ttft_seconds summary",
      "bmm_run_ttft_seconds{scenario=\"bad\",world=\"sim\",seed=\"7\",quantile=\"0.5\"} 1.5",
      "bmm_run_ttft_seconds_count{scenario=\"bad\",world=\"sim\",seed=\"7\"} 9",
      "bmm_run_itl_seconds_count{scenario=\"bad\",world=\"sim\",seed=\"7\"} 0",
      "# TYPE bmm_run_output_tokens summary",
      "bmm_run_wall_seconds{scenario=\"bad\",world=\"sim\",seed=\"7\"} 1.25",
    ])
  func `a sample for each figure`(line: String) {
    #expect(lines.contains(line), "\(lines.joined(separator: "\n"))")
  }

  @Test func `two equal checks make one sample`() {
    var run = ReportedRun.held()
    run.checks += run.checks
    let samples = OpenMetricsFile.text([run]).split(separator: "\n")
      .filter { $0.hasPrefix("bmm_run_check_held{") }
    #expect(samples.count == 1)
  }

  @Test func `what did not run has no figures, and the end is marked`() {
    #expect(!lines.contains { $0.contains("left-out") })
    #expect(lines.last == "# EOF")
  }
}
