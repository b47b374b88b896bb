import Testing
import World

@testable import bmm_bench

struct WrkReportTests {
  private static let text = """
    Running 3s test @ http://127.0.0.1:18081/
      1 threads and 64 connections
      Thread Stats   Avg      Stdev     Max   +/- Stdev
        Latency   278.68us  233.30us   4.61ms   96.70%
        Req/Sec   151.28k    23.23k  181.64k    50.00%
      Latency Distribution
         50%  218.00us
         75%  336.00us
         90%  434.00us
         99%    1.25ms
      450539 requests in 3.00s, 65.46MB read
    Requests/sec: 150179.67
    Transfer/sec:     21.80MB

    """

  @Test func `count, time and percentiles are read`() throws {
    let report = try #require(WrkReport.parse(Self.text))
    #expect(report.count == 450_539)
    #expect(report.seconds == 3)
    #expect(abs(report.median - 218e-6) < 1e-12)
    #expect(abs(report.p99 - 1.25e-3) < 1e-12)
    #expect(report.errors == 0)
  }

  @Test(arguments: [
    ("  Socket errors: connect 0, read 3, write 1, timeout 2\n", 6, "sockets"),
    ("  Non-2xx or 3xx responses: 17\n", 17, "answers"),
  ])
  func `what failed is counted`(line: String, count: Int, reason: String) throws {
    #expect(WrkReport.parse(Self.text + line)?.errors == count, "\(reason)")
  }

  @Test(arguments: ["", "unable to connect to 127.0.0.1:1 Connection refused", "1 requests in x"])
  func `another text is no report`(text: String) {
    #expect(WrkReport.parse(text) == nil)
  }

  @Test(arguments: [("635.00us", 635e-6), ("1.02ms", 1.02e-3), ("3.00s", 3), ("1.50m", 90)])
  func `times have units`(text: String, seconds: Double) throws {
    let read = try #require(WrkTime.seconds(text[...]))
    #expect(abs(read - seconds) < 1e-12)
  }

  @Test func `a time without a unit is none`() {
    #expect(WrkTime.seconds("12") == nil)
  }

  @Test func `a fraction of a second is asked for as a second`() {
    let words = WrkReport.arguments(asking: Address("127.0.0.1", port: 8), for: .milliseconds(50))
    #expect(words.suffix(3) == ["-d", "1s", "http://127.0.0.1:8/"])
  }
}
