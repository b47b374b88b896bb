import Testing

@testable import bmm_bench

struct LocustReportTests {
  @Test func `count, time and failures are read`() throws {
    let text = """
      [{"name": "/", "method": "GET", "last_request_timestamp": 1795373384.5,
        "start_time": 1795373382.0, "num_requests": 18374, "num_failures": 3}]
      """
    let report = try #require(LocustReport.parse(text))
    #expect(report.count == 18_374)
    #expect(report.seconds == 2.5)
    #expect(report.errors == 3)
  }

  @Test(arguments: ["", "[]", "[{\"num_requests\": 0}]"])
  func `another text is no report`(text: String) {
    #expect(LocustReport.parse(text) == nil)
  }
}
