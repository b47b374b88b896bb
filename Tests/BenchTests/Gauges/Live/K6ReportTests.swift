import Testing

@testable import bmm_bench

struct K6ReportTests {
  @Test func `count and rate are read`() throws {
    let text = """
        HTTP
        http_req_duration..............: avg=253.31ms min=1.83ms med=34.23ms  max=4.56s
        http_req_failed................: 0.00%  0 out of 19135
        http_reqs......................: 19135  159.173414/s
      """
    let report = try #require(K6Report.parse(text))
    #expect(report.count == 19_135)
    #expect(abs(report.perSecond - 159.173414) < 1e-9)
    #expect(report.errors == 0)
  }

  @Test func `failed requests are an error`() {
    let text = """
      http_req_failed................: 2.00%  50 out of 2500
      http_reqs......................: 2500   52.08/s
      """
    #expect(K6Report.parse(text)?.errors == 1)
  }

  @Test func `another text is no report`() {
    #expect(K6Report.parse("level=error msg=\"no such file\"") == nil)
  }
}
