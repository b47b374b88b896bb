import Testing
import Wire

@testable import bmm_bench

struct ResultFileTests {
  private func result(_ members: String = "") throws -> JSONValue {
    let result = try Scenario(text: ScenarioText.with(members)).run()
    return try JSONValue.parse(ResultFile.bytes(result))
  }

  private func keys(_ value: JSONValue?) -> [String]? {
    value?.objectValue?.map(\.key)
  }

  @Test func `a result has exactly the documented keys, in their order`() throws {
    let result = try result("expect: ['count() == 1']")
    #expect(
      keys(result) == [
        "version", "scenario", "file", "about", "seed", "world", "timeScale", "digest", "swarm",
        "verdict",
        "checks", "invariants", "outcomes", "browser", "metrics", "tokens", "unreadableAnswers",
        "droppedArrivals", "dropped", "harness", "virtualSeconds", "wallSeconds",
      ])
    #expect(keys(result["checks"]?[0]) == ["name", "expected", "observed", "pass"])
    #expect(keys(result["invariants"]?[0]) == ["name", "checked", "violations", "examples"])
    #expect(keys(result["metrics"]) == Metric.allCases.map(\.rawValue))
    #expect(
      keys(result["metrics"]?["e2e"])
        == ["unit", "count", "min", "p50", "p90", "p95", "p99", "max", "mean"])
    #expect(keys(result["tokens"]) == ["sold", "accounted", "wasted"])
  }

  @Test func `the values are those of the run`() throws {
    let result = try result("seed: 9007199254740993, expect: ['count() == 2']")
    #expect(result["version"] == 1)
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
}
