import Testing
import Wire

@testable import bmm_bench

struct ResultFileTests {
  private func result(_ members: String = "") throws -> JSONValue {
    try JSONValue.parse(ResultFile.bytes(try ResultDocument.of(ScenarioText.with(members))))
  }

  private func keys(_ value: JSONValue?) -> [String]? {
    value?.objectValue?.map(\.key)
  }

  @Test func `a result has exactly the documented keys, in their order`() throws {
    let result = try result("expect: ['count() == 1'], objectives: { e2e: '60s' }")
    #expect(
      keys(result) == [
        "version", "bench", "scenario", "file", "set", "about", "source", "scenarioHash", "seed",
        "shard",
        "parts", "seeds", "world", "timeScale", "digest", "swarm", "verdict", "abort", "checks",
        "invariants", "notExercised",
        "outcomes", "messages", "browser", "metrics", "rows", "series", "sample", "timelines",
        "caps", "objectives", "goodput", "tokens", "cost", "harness", "server",
        "unreadableAnswers", "droppedArrivals", "dropped", "virtualSeconds", "wallSeconds",
      ])
    #expect(keys(result["bench"]) == ["version", "commit", "build"])
    #expect(keys(result["checks"]?[0]) == ["name", "expected", "observed", "pass"])
    #expect(keys(result["invariants"]?[0]) == ["name", "checked", "violations", "examples"])
    #expect(keys(result["metrics"]) == Metric.allCases.map(\.rawValue))
    #expect(
      keys(result["metrics"]?["e2e"])
        == ["unit", "count", "min", "p50", "p90", "p95", "p99", "max", "mean", "buckets"])
    #expect(
      keys(result["rows"]?[0]) == [
        "group", "plan", "model", "stage", "measured", "outcome", "route", "browser", "readable",
        "count",
        "goodput", "tokens", "cost", "metrics",
      ])
    #expect(
      keys(result["series"]?["windows"]?[0])
        == ["start", "started", "ended", "inFlight", "outcomes", "ttft", "e2e", "tokens"])
    #expect(keys(result["caps"]?[0]) == ["route", "seconds", "jitterSeconds"])
    #expect(keys(result["objectives"]) == ["ttft", "tpot", "e2e", "groups"])
    #expect(keys(result["goodput"]) == ["requests", "from", "to", "perSecond"])
    #expect(keys(result["tokens"]) == ["sold", "accounted", "wasted", "input"])
    #expect(
      keys(result["cost"]) == ["currency", "sold", "wasted", "previews", "perPreview", "prices"])
  }

  @Test func `the values are those of the run`() throws {
    let result = try result("seed: 9007199254740993, expect: ['count() == 2']")
    #expect(result["version"] == 2)
    #expect(result["scenario"] == "x")
    #expect(result["file"] == "x.json5")
    #expect(result["about"] == "y")
    #expect(result["seed"] == 9_007_199_254_740_993)  // One more than a Double can hold.
    #expect(result["world"] == "sim")
    #expect(result["timeScale"]?.isNull == true)
    #expect(result["digest"]?.stringValue?.count == 16)
    #expect(result["verdict"] == "failed")
    #expect(
      result["checks"]?[0] == [
        "name": "count()", "expected": "count() == 2", "observed": "1", "pass": false,
      ])
    #expect(result["outcomes"] == ["spec": 1])
    #expect(result["browser"] == [["report": "resolved", "count": 1, "says": "nothing"]])
    #expect(result["tokens"]?["wasted"] == 0)
    #expect(result["tokens"]?["sold"] == result["tokens"]?["accounted"])
  }

  @Test func `every invariant is listed by name`() throws {
    let names = try result()["invariants"]?.arrayValue?.map { $0["name"]?.stringValue }
    #expect(names == InvariantName.allCases.map(\.rawValue))
  }

  @Test func `times are seconds, tokens are tokens, and what was not measured is null`() throws {
    let metrics = try result()["metrics"]
    #expect(metrics?["e2e"]?["unit"] == "s")
    #expect(metrics?["outputTokens"]?["unit"] == "tokens")
    let seconds = try #require(metrics?["e2e"]?["max"]?.doubleValue)
    #expect((1...100).contains(seconds), "not nanoseconds: \(seconds)")
    #expect(metrics?["ttft"]?["count"] == 0, "the sync route has no first token")
    #expect(metrics?["ttft"]?["max"]?.isNull == true)
  }

  @Test func `tokens of a request without a spec are wasted`() throws {
    let tokens = try result("llm: { rules: [{ then: 'prose' }] }")["tokens"]
    let sold = try #require(tokens?["sold"]?.intValue)
    #expect(sold > 0)
    #expect(tokens?["wasted"]?.intValue == sold)
  }

  @Test func `the file has lines that people and line tools can read`() throws {
    let document = try ResultDocument.of(ScenarioText.with())
    let lines = String(decoding: ResultFile.bytes(document), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.first == "{")
    #expect(lines[1] == "  \"version\": 2,")
    #expect(lines.contains { $0.hasPrefix("    \"ttft\": {\"unit\":\"s\",") })
    #expect(lines.last == "}")
    #expect(lines.count < 700, "240 windows, 240 looks; a line for each bucket would be thousands")
  }
}
