import Testing
import Wire

@testable import bmm_bench

struct EventLinesTests {
  private func lines(_ evidence: Evidence) throws -> [JSONValue] {
    try EventLines.bytes(evidence).split(separator: UInt8(ascii: "\n")).map {
      try JSONValue.parse(Array($0))
    }
  }

  @Test func `a line has what the user saw of a request, times counted from the run's start`()
    throws
  {
    let line = try #require(lines(HandMadeRun().evidence).first)
    #expect(
      line.objectValue?.map(\.key) == [
        "scenario", "id", "group", "account", "plan", "model", "route", "planned", "started",
        "head", "firstToken", "ended", "outcome", "status", "message", "browser", "cached",
        "longestSilence", "tokens",
      ])
    #expect(line["id"] == "u-1")
    #expect(line["firstToken"]?.doubleValue == 2)
    #expect(line["ended"]?.doubleValue == 31)
    #expect(line["outcome"] == "spec")
    #expect(line["tokens"] == 100)
  }

  @Test func `lines stand in the order of the plans, and then of the numbers`() throws {
    var run = HandMadeRun()
    run.others = ["u-10", "u-9", "v-2"].map { id in
      RequestRecord(
        id: id, group: String(id.prefix(1)), account: "a", plan: .team, route: .stream,
        planned: HandMadeRun.at(id == "v-2" ? 0 : 5), started: HandMadeRun.at(5))
    }
    let lines = try lines(run.evidence)
    #expect(lines.map { $0["id"]?.stringValue } == ["u-1", "v-2", "u-9", "u-10"])
    #expect(lines.last?["ended"]?.isNull == true)
    #expect(lines.last?["tokens"]?.isNull == true)
  }
}
