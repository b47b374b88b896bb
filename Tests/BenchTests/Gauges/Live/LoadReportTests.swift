import Testing
import World

@testable import bmm_bench

struct LoadReportTests {
  @Test func `a report reads back from its line`() throws {
    var times = Histogram()
    for value in [1_000_000, 2_000_000, 3_000_000] as [Int64] { times.record(value) }
    let report = LoadReport(times, seconds: 1.5, errors: 2)
    #expect(report.perSecond == 2)
    #expect(report.median == 0.002)
    #expect(report.p99 == 0.003)
    #expect(try LoadReport(line: report.line) == report)
  }

  @Test(arguments: ["", "counting", "{\"count\": 3}"])
  func `another line is an error that shows it`(line: String) {
    #expect(throws: LiveGaugeError.unreadable(what: "a load's report", text: line)) {
      try LoadReport(line: line)
    }
  }

  @Test func `a ready line names the outermost role first`() throws {
    let address = Address("127.0.0.1", port: 4711)
    #expect(try RoleLine.address(in: RoleLine.ready("server", at: address)) == address)
    let served = "{\"edge\":\"http://127.0.0.1:1\",\"service\":\"http://127.0.0.1:2\"}"
    #expect(try RoleLine.address(in: served) == Address("127.0.0.1", port: 1))
    #expect(throws: LiveGaugeError.unreadable(what: "a role's ready line", text: "{}")) {
      try RoleLine.address(in: "{}")
    }
  }
}
