import FakeLLM
import Testing
import World

@testable import bmm_bench

struct RequestRowsTests {
  @Test func `a request has its values in one row`() throws {
    let rows = RequestRows.make(HandMadeRun().evidence)
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    #expect([row.group, row.plan, row.model] == ["u", "team", "claude-sonnet-4-6"])
    #expect([row.outcome, row.route] == ["spec", "stream"])
    #expect((row.count, row.good, row.tokens) == (1, 1, 100))
    // 50 tokens at 3 and 100 at 15 dollars for a million.
    #expect(row.cost == 50 * 3_000 + 100 * 15_000)
    #expect(row.metrics.contains { $0.name == "e2e" && $0.values.max == 31_000_000_000 })
    #expect(!row.metrics.contains { $0.values.count == 0 })
  }

  @Test func `time per token is from the first to the end, by the tokens behind the first`() {
    var run = HandMadeRun()
    run.record.tokens = 101
    #expect(values(.tpot, run).max == 290_000_000, "29 s by 100")
    run.record.tokens = 1
    #expect(values(.tpot, run).count == 0)
  }

  @Test func `a call that generated nothing, or has no price, costs nothing`() {
    var run = HandMadeRun()
    run.calls[0].outputTokens = 0
    #expect(values(.cost, run).max == 0)
    run = HandMadeRun()
    run.calls[0].model = "glm-5.3"
    #expect(values(.cost, run).max == 0)
    run.calls = []
    #expect(values(.cost, run).count == 0)
  }

  @Test(arguments: [
    (Objectives(ttft: .seconds(2)), true), (Objectives(ttft: .milliseconds(1_999)), false),
    (Objectives(e2e: .seconds(31)), true), (Objectives(e2e: .seconds(30)), false),
    (Objectives(tpot: .milliseconds(1)), true),  // No tokens were counted: nothing to compare.
  ])
  func `a good request meets each objective that means something for it`(
    _ objectives: Objectives, _ isGood: Bool
  ) {
    var run = HandMadeRun()
    run.scenario.objectives = objectives
    #expect(RequestFigures(run.evidence).isGood(run.record) == isGood)
    run.record.outcome = .left
    #expect(!RequestFigures(run.evidence).isGood(run.record), "it got no spec")
  }

  @Test func `rows of parts add up to the figures of the whole`() throws {
    let result = try Scenario(
      text: """
        { name: 'x', about: 'y', llm: { rules: [{ when: { share: 0.4 }, then: 'prose' }] }, users: [
          { name: 'u', plan: 'team', arrivals: { closed: 4 }, steps: [{ previewStream: {} }] },
          { name: 'v', plan: 'hobby', arrivals: { closed: 3 }, steps: [{ analyze: {} }] }] }
        """
    ).run()
    for whole in result.metrics {
      var sum = Histogram()
      for row in result.details.rows {
        for part in row.metrics where part.name == whole.metric.rawValue { sum.merge(part.values) }
      }
      #expect(sum == whole.values, "\(whole.metric)")
    }
    #expect(result.details.rows.count > 3)
  }

  private func values(_ metric: Metric, _ run: HandMadeRun) -> Histogram {
    RunMetrics(run.evidence, []).histogram(metric, [])
  }
}
