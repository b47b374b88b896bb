import Service
import Testing
import World

@testable import bmm_bench

/// Runs of the real roles that break an invariant; those by a known bug are in `MutantSearchTests`.
struct BrokenRunTests {
  /// A scenario that holds, what spoils it, and which checks fail then.
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let members: String
    let groups: String
    let fails: [String]

    init(_ spoiler: String, fails: [String], _ groups: String, _ members: String = "") {
      testDescription = spoiler
      self.members = members
      self.groups = groups
      self.fails = fails
    }

    func scenario(_ service: String = "") -> String {
      "{ name: 'x', about: 'y', users: [\(groups)], \(members), service: { \(service) } }"
    }
  }

  private static let streams = """
    { name: 'u', plan: 'team', arrivals: { closed: 2 }, steps: [{ previewStream: {} }] }
    """
  private static let requests = """
    { name: 'u', plan: 'team', arrivals: { closed: 2 }, steps: [{ preview: {} }] }
    """

  @Test(
    arguments: [
      Row(
        "lines of 6 s make one second take twelve", fails: ["ends-in-budget"], requests,
        """
        links: { 'users-edge': { latency: '6s' } },
        llm: { rules: [{ then: { stallAfter: { tokens: 9 } } }] }
        """),
      Row(
        "a user is still busy when the time is over", fails: ["nothing-left", "requests"],
        "{ name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ wait: '1h' }] }",
        "limit: '10s'"),
    ])
  func `misfortunes are caught`(row: Row) throws {
    let result = try Scenario(text: row.scenario("tiers: { all: { syncTimeout: '1s' } }")).run()
    #expect(result.verdict == .failed)
    #expect(result.failed == row.fails, "\(result.report)")
  }

  @Test func `a kept spec of another plan's model is seen beside one of its own`() throws {
    let row = Row(
      "", fails: [],
      """
      { name: 'u', plan: 'team', arrivals: { constant: '1/s', count: 3 },
        steps: [{ preview: { prompt: 'a clock on the wall' } }] },
      { name: 'v', plan: 'pro', arrivals: { constant: '1/m', count: 3 },
        steps: [{ preview: { prompt: 'a clock on the wall' } }] }
      """,
      // The other model's draft is kept last.
      """
      llm: { models: {
        'claude-haiku-4-5': { outputTokens: 300, tokensPerSecond: 100 },
        'claude-sonnet-4-6': { outputTokens: 400, tokensPerSecond: 20 },
      } }
      """)
    #expect(try Scenario(text: row.scenario()).run().failed.isEmpty)
    let result = try Scenario(text: row.scenario("knownBugs: ['cache-key-without-model']")).run()
    #expect(result.failed == ["text-intact"], "\(result.report)")
  }

  @Test func `a service that is told to stop tells everybody, one that is killed nobody`() throws {
    let row = Row(
      "", fails: [], Self.streams, "faults: [{ restart: 'service', at: '5s', drain: '2s' }]")
    let result = try Scenario(text: row.scenario()).run()
    #expect(result.verdict == .held, "\(result.report)")
    #expect(result.outcomes.map(\.outcome.name) == ["service_stopping"])
    let silent = try Scenario(text: row.scenario("knownBugs: ['terminal-event-not-awaited']")).run()
    #expect(silent.failed.contains("terminal-event"), "being told to stop is no excuse")
    let killed = row.scenario().replacing(", drain: '2s'", with: "")
    #expect(try Scenario(text: killed).run().outcomes.map(\.outcome.name) == ["connection_lost"])
  }

  @Test func `an invariant that the scenario breaks on purpose must be broken`() throws {
    let row = Row(
      "", fails: [], Self.streams,
      "violates: { 'outcome-log': 'no line', 'tokens-accounted': 'nor their tokens' }")
    let broken = try Scenario(text: row.scenario("knownBugs: ['success-not-logged']")).run()
    #expect(broken.verdict == .held, "\(broken.report)")
    let repaired = try Scenario(text: row.scenario()).run()
    #expect(repaired.failed == ["outcome-log", "tokens-accounted"], "\(repaired.report)")
  }
}
