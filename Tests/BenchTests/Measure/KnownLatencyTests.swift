import Testing
import World

@testable import bmm_bench

/// A run in which every wait is known: what the figures say is compared with sums made by hand.
struct KnownLatencyTests {
  /// What the scenario is made of, in milliseconds.
  struct Waits: Sendable {
    let edge: Int
    let service: Int
    let provider: Int
    let statement: Int
    let firstToken: Int
    let perSecond: Int
    let tokens: Int
    let perDelta: Int

    /// One way through all links.
    var way: Int { edge + service + provider }
  }

  private static let rows = [
    Waits(
      edge: 10, service: 1, provider: 3, statement: 1, firstToken: 500, perSecond: 100,
      tokens: 300, perDelta: 1),
    Waits(
      edge: 0, service: 0, provider: 0, statement: 0, firstToken: 0, perSecond: 1_000,
      tokens: 1_000, perDelta: 1),
    Waits(
      edge: 80, service: 7, provider: 40, statement: 5, firstToken: 2_500, perSecond: 20,
      tokens: 400, perDelta: 4),
  ]

  private func run(_ waits: Waits, _ step: String) throws -> RunResult {
    let text = """
      {
        name: "known", about: "Every wait is known.", edge: "cloudflare-2026",
        service: { statementCost: "\(waits.statement)ms", cache: "off" },
        llm: { models: { "claude-sonnet-4-6": {
          firstToken: "\(waits.firstToken)ms", tokensPerSecond: \(waits.perSecond),
          outputTokens: \(waits.tokens), tokensPerDelta: \(waits.perDelta) } } },
        links: {
          "users-edge": { latency: "\(waits.edge)ms" },
          "edge-service": { latency: "\(waits.service)ms" },
          "service-llm": { latency: "\(waits.provider)ms" },
        },
        users: [{ name: "u", plan: "team", arrivals: { closed: 1, rounds: 2, think: "1s" },
          steps: [{ \(step): {} }] }],
        expect: ["count(outcome=spec) == 2"],
      }
      """
    let result = try Scenario(text: text).run()
    #expect(result.verdict == .held, "\(result.report)")
    return result
  }

  private func values(_ metric: Metric, _ result: RunResult) throws -> Histogram {
    try #require(result.metrics.first { $0.metric == metric }).values
  }

  /// Two round trips at first, of which the first one connects; then the connections are there.
  private static func cold(_ waits: Waits) -> Int { 4 * waits.way }
  private static func warm(_ waits: Waits) -> Int { 2 * waits.way }

  @Test(arguments: rows)
  func `a stream's times are exact to the nanosecond`(waits: Waits) throws {
    let result = try run(waits, "previewStream")
    let gap = 1_000 / waits.perSecond
    // Before the provider is asked, session and daily limit are looked up, a statement each; the
    // first delta is there when all its tokens are.
    let first = waits.firstToken + 2 * waits.statement + (waits.perDelta - 1) * gap
    let rest = (waits.tokens - waits.perDelta) * gap
    let ttft = try values(.ttft, result)
    let millisecond = Int64(1_000_000)
    #expect(ttft.max == Int64(Self.cold(waits) + first) * millisecond)
    #expect(ttft.min == Int64(Self.warm(waits) + first) * millisecond)
    let e2e = try values(.e2e, result)
    #expect(e2e.max == Int64(Self.cold(waits) + first + rest) * millisecond)
    #expect(e2e.min == Int64(Self.warm(waits) + first + rest) * millisecond)
    let itl = try values(.itl, result)
    #expect(itl.min == Int64(gap) * millisecond)
    #expect(itl.max == Int64(gap) * millisecond)
    #expect(try values(.outputTokens, result).max == Int64(waits.tokens))
  }

  @Test(arguments: rows)
  func `a whole answer's time is exact to the nanosecond`(waits: Waits) throws {
    let result = try run(waits, "preview")
    let gap = 1_000 / waits.perSecond
    let generation = waits.firstToken + (waits.tokens - 1) * gap + 2 * waits.statement
    let e2e = try values(.e2e, result)
    let millisecond = Int64(1_000_000)
    #expect(e2e.max == Int64(Self.cold(waits) + generation) * millisecond)
    #expect(e2e.min == Int64(Self.warm(waits) + generation) * millisecond)
  }
}
