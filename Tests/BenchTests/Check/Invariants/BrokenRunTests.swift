import Service
import Testing
import World

@testable import bmm_bench

/// Runs of the real roles that break an invariant, most of them by a known bug of the service.
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

  /// One row for each known bug, in the order of their declaration.
  private static let bugs = [
    Row(
      "terminal-event-not-awaited",
      fails: ["count(outcome=spec)", "terminal-event", "outcome-log"], streams,
      "expect: ['count(outcome=spec) == 2']"),
    Row("success-not-logged", fails: ["outcome-log", "tokens-accounted"], streams, "expect: []"),
    Row(
      // The only trace is another word: what was cut is called invalid.
      "stop-reason-ignored", fails: ["count(outcome=spec_too_large)"], requests,
      "expect: ['count(outcome=spec_too_large) == 2'], llm: { rules: [{ then: { "
        + "answer: { tokens: 20000 } } }], models: { 'claude-sonnet-4-6': { firstToken: '1s', "
        + "tokensPerSecond: 500 } } }"),
    Row(
      // The user reads what was meant for the log.
      "validator-text-leaked", fails: ["count(says='not a usable spec')", "nothing-internal"],
      requests,
      "expect: [\"count(says='not a usable spec') == 2\"], llm: { rules: [{ then: 'prose' }] }"),
    Row("keep-alive-off", fails: ["no-silent-gap"], streams, slowStart),
    Row("keep-alive-only-after-first-token", fails: ["no-silent-gap"], streams, slowStart),
    Row(
      "upstream-not-cancelled", fails: ["upstream-ends-with-client"],
      """
      { name: 'u', plan: 'team', arrivals: { closed: 2 },
        steps: [{ previewStream: { leaveAfter: '5s' } }] }
      """, "expect: ['count(outcome=left) == 2']"),
    Row(
      "cors-missing-on-errors", fails: ["cors-on-every-answer"], requests,
      "llm: { rules: [{ then: { failure: { status: 529 } } }] }"),
    Row("duplicate-terminal-event", fails: ["terminal-event"], streams, "expect: []"),
    Row("cors-missing-on-streams", fails: ["cors-on-every-answer"], streams, "expect: []"),
    Row(
      "check-then-act-limits", fails: ["daily-limits"],
      """
      { name: 'u', plan: 'hobby', arrivals: { closed: 20 }, accounts: 1, steps: [{ preview: {} }] }
      """, "expect: []"),
    Row("client-address-of-proxy", fails: ["outcome-log"], requests, "expect: []"),
    Row(
      "client-address-forgeable", fails: ["outcome-log"],
      """
      { name: 'u', plan: 'team', arrivals: { closed: 2 }, steps: [{ preview: {} }],
        client: { forwardedFor: '203.0.113.7' } }
      """, "expect: []"),
  ]

  /// An edge that waits for ever, so that only the silence itself is left to be noticed.
  private static let slowStart = """
    edge: 'none', expect: ['count(outcome=spec) == 2'],
    llm: { models: { 'claude-sonnet-4-6': { firstToken: '40s' } } }
    """

  @Test func `every known bug has a row`() {
    #expect(Self.bugs.map(\.testDescription) == KnownBugs.all.map(\.name))
  }

  @Test(arguments: bugs)
  func `a known bug is caught by the checks that are about it`(row: Row) throws {
    let sound = try Scenario(text: row.scenario()).run()
    #expect(sound.verdict == .held, "\(sound.report)")
    let name = row.testDescription
    let spoilt = try Scenario(text: row.scenario("knownBugs: ['\(name)']")).run()
    #expect(spoilt.verdict == .failed)
    #expect(spoilt.failed == row.fails, "\(spoilt.report)")
  }

  @Test(
    arguments: [
      Row(
        "lines of 6 s make one second take twelve", fails: ["ends-in-budget"], requests,
        """
        links: { 'users-edge': { latency: '6s' } },
        llm: { rules: [{ then: { stallAfter: { tokens: 9 } } }] }
        """),
      Row(
        "a user is still busy when the time is over", fails: ["nothing-left"],
        "{ name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ wait: '1h' }] }",
        "limit: '10s'"),
    ])
  func `other misfortunes are caught too`(row: Row) throws {
    let result = try Scenario(text: row.scenario("tiers: { all: { syncTimeout: '1s' } }")).run()
    #expect(result.verdict == .failed)
    #expect(result.failed == row.fails, "\(result.report)")
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
