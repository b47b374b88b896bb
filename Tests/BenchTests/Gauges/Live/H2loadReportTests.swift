import Testing

@testable import bmm_bench

struct H2loadReportTests {
  @Test func `successes and failures are read apart`() throws {
    let text = """
      Main benchmark duration is over for thread #0. Stopping all clients.

      finished in 3.00s, 126559.50 req/s, 18.35MB/s
      requests: 253119 total, 253119 started, 253119 done, 253112 succeeded, 4 failed, 2 errored, \
      1 timeout
      status codes: 253119 2xx, 0 3xx, 0 4xx, 0 5xx
      """
    let report = try #require(H2loadReport.parse(text, seconds: 2))
    #expect(report.count == 253_112)
    #expect(report.perSecond == 126_556)
    #expect(report.errors == 7)
  }

  @Test(arguments: ["", "requests: 0 total, 0 started, 0 done, 0 succeeded, 0 failed"])
  func `a run without an answer is no report`(text: String) {
    #expect(H2loadReport.parse(text, seconds: 1) == nil)
  }
}
