import World

@testable import bmm_bench

extension ResultDocument {
  /// The document of a scenario's run, by a program that does not change from day to day.
  static func of(_ text: String) throws -> ResultDocument {
    ResultDocument(try Scenario(text: text).run(), by: .test)
  }

  /// A document in which nothing is left empty, as no run would give it.
  static var full: ResultDocument {
    get throws {
      var document = try of(ScenarioText.with("expect: ['count() == 2', 'max(e2e) < 1s']"))
      document.bench.commit = "0123456789ab+"
      document.source = "{ name: \"Ünïcode\", // \\u{1F600}: 😀\n}"
      document.seed = UInt64.max
      document.settings = ["llm.models.x.tokensPerSecond=80"]
      document.abort = Abort(check: "max(e2e) < 1s", at: .milliseconds(12_345))
      document.shard = Shard(index: 2, count: 3)
      document.seeds = [
        SeedRun(
          seed: UInt64.max, verdict: .failed, failed: ["max(e2e) < 1s"],
          digest: "0123456789abcdef",
          figures: [
            SeedRun.Value(name: "p50(ttft)", value: 1.25), SeedRun.Value(name: "g", value: nil),
          ])
      ]
      document.timeScale = 0.05
      document.swarm = Swarm(
        schedule: "lifo", stallShare: 0.1, stallSecondsMax: 0.25, slowStatementShare: 0.01,
        slowStatementFactor: 31.5, lateSegmentShare: 0.002, lateSegmentMediansMax: 50)
      document.invariants[0].examples = ["u-1: \"quoted\""]
      document.outcomes[0].message = "The model is busy."
      document.rows[0].stage = "steady"
      document.sample[0].stage = "steady"
      document.sample[0].ttft = .nanoseconds(1_234_567_891)
      document.timelines = [
        Timeline(
          id: "u-1", group: "u", plan: "team", outcome: "spec", why: "the slowest",
          spans: [
            Timeline.Span(
              role: "edge", name: "wait", start: .nanoseconds(1), end: .seconds(2), note: "n"),
            Timeline.Span(role: "llm", name: "call", start: .zero, end: nil, note: ""),
          ],
          marks: [Timeline.Mark(role: "user", name: "head", at: .milliseconds(15))])
      ]
      document.objectives = Stated(
        all: Objectives(ttft: .seconds(2), tpot: .milliseconds(20)),
        groups: [Stated.Group(name: "u", objectives: Objectives(ttft: .seconds(1)))])
      document.cost = Cost(
        sold: 12_345_678_901, wasted: 1, previews: 3,
        prices: [Price(model: "glm-4.6", input: 0.6, output: 2.2)])
      document.harness = Harness(
        latenessP50: .nanoseconds(1), latenessP99: .milliseconds(3), latenessMax: .seconds(1),
        cpuShare: 0.25, peakMemoryBytes: 1 << 40, isBottleneck: true, warnings: ["too slow"])
      document.server = [
        ServerSample(
          at: .seconds(1), openConnections: 2, inFlight: 1, databaseQueue: 3,
          database: .microseconds(120), residentBytes: 4_096)
      ]
      return document
    }
  }
}

extension BuildStamp {
  /// A program that does not change from day to day.
  static let test = BuildStamp(mode: "debug", commit: nil)
}
