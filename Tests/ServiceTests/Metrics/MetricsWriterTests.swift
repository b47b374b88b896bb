import Testing

@testable import Service

@Suite struct MetricsWriterTests {
  private func text(_ format: MetricsFormat) -> String {
    var writer = MetricsWriter(format)
    var counter = MetricCounter("calls", labels: ["name"], "Calls with \"quotes\" and \\.")
    counter.add(2, "b")
    counter.add(1, "a\\b\"c\nd")
    counter.write(into: &writer)
    var histogram = MetricHistogram("wait_seconds", label: nil, bounds: [0.5, 1], "Waits.")
    histogram.add(.milliseconds(500))
    histogram.add(.milliseconds(750))
    histogram.add(.seconds(7))
    histogram.write(into: &writer)
    writer.end()
    return writer.text
  }

  @Test func `OpenMetrics has families without a suffix, units, and an end`() {
    #expect(
      text(.openMetrics) == """
        # TYPE calls counter
        # HELP calls Calls with \\"quotes\\" and \\\\.
        calls_total{name="a\\\\b\\"c\\nd"} 1
        calls_total{name="b"} 2
        # TYPE wait_seconds histogram
        # UNIT wait_seconds seconds
        # HELP wait_seconds Waits.
        wait_seconds_bucket{le="0.5"} 1
        wait_seconds_bucket{le="1.0"} 2
        wait_seconds_bucket{le="+Inf"} 3
        wait_seconds_count 3
        wait_seconds_sum 8.25
        # EOF

        """)
  }

  @Test func `Prometheus has the names of samples, and neither units nor an end`() {
    #expect(
      text(.prometheus) == """
        # TYPE calls_total counter
        # HELP calls_total Calls with "quotes" and \\\\.
        calls_total{name="a\\\\b\\"c\\nd"} 1
        calls_total{name="b"} 2
        # TYPE wait_seconds histogram
        # HELP wait_seconds Waits.
        wait_seconds_bucket{le="0.5"} 1
        wait_seconds_bucket{le="1.0"} 2
        wait_seconds_bucket{le="+Inf"} 3
        wait_seconds_count 3
        wait_seconds_sum 8.25

        """)
  }
}
