import Testing

@testable import Service

@Suite struct MetricsFormatTests {
  @Test(arguments: [
    ([], MetricsFormat.prometheus),  // A client that says nothing.
    (["*/*"], .prometheus),  // curl.
    (["text/html", "*/*;q=0.8"], .prometheus),  // A browser.
    (
      [
        "application/openmetrics-text;version=1.0.0;q=0.5", "text/plain;version=0.0.4;q=0.3",
        "*/*;q=0.2",
      ], .openMetrics  // Prometheus.
    ),
    (["application/openmetrics-text; q=0.2", "text/plain"], .prometheus),  // Wanted less.
    (["application/openmetrics-text;q=0", "*/*"], .prometheus),  // Not wanted at all.
    (["APPLICATION/OPENMETRICS-TEXT"], .openMetrics),  // Types have no case.
    (["text/*;q=0.9", "application/openmetrics-text"], .openMetrics),
  ])
  func `the form is what the scraper asks for`(accept: [String], expected: MetricsFormat) {
    #expect(MetricsFormat(accept: accept) == expected)
  }
}
