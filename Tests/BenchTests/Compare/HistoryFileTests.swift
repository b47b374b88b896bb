import Testing
import Wire
import World

@testable import bmm_bench

struct HistoryFileTests {
  @Test func `each run adds a line with its key figures`() throws {
    let folder = try TemporaryFolder()
    let document = try ResultDocument.of(ScenarioText.with("expect: ['count() == 2']"))
    let file = try HistoryFile("\(folder.path)/history.ndjson")
    #expect(folder.names == [])
    try file.add(document, at: WallTime(seconds: 0))
    try file.add(document, at: WallTime(seconds: 1))
    let lines = try folder.text("history.ndjson").split(separator: "\n")
    #expect(lines.count == 2)
    let line = try JSONValue.parse(String(lines[1]))
    #expect(
      line.objectValue?.map(\.key) == [
        "date", "version", "commit", "build", "scenario", "scenarioHash", "world", "seed",
        "digest", "verdict", "failed", "figures", "wallSeconds",
      ])
    #expect(line["date"] == "1970-01-01T00:00:01.000Z")
    #expect(line["failed"] == ["count() == 2"])
    #expect(line["figures"]?.objectValue?.map(\.key) == KeyFigure.all.map(\.name))
  }

  @Test func `a place that cannot be written is said at once`() {
    #expect(throws: OutputError.self) { try HistoryFile("/dev/null/x") }
  }
}
