import Service
import Testing
import World

@testable import bmm_bench

struct KindsOfUsersTests {
  /// Runs one group before the service itself; answers take about 5 s.
  private func run(
    _ steps: String, group: String = "", arrivals: String = "{ constant: '1/s', count: 40 }",
    checks: String = ""
  ) throws -> RunResult {
    let text = """
      { name: 'x', about: 'y', edge: 'direct', expect: [\(checks)],
        llm: { models: { "claude-sonnet-4-6":
          { firstToken: '1s', tokensPerSecond: 100, outputTokens: 400 } } },
        users: [{ name: 'u', plan: 'team', arrivals: \(arrivals), \(group) steps: [\(steps)] }] }
      """
    return try Scenario(text: text).run()
  }

  private func count(_ outcome: Outcome, in result: RunResult) -> Int {
    result.outcomes.first { $0.outcome == outcome }?.count ?? 0
  }

  @Test func `who clicks twice asks twice for one call`() throws {
    let result = try run("{ previewStream: { doubleClick: { after: '0.5s' } } }")
    #expect(result.verdict == .held, "\(result.report)")
    #expect(count(.spec, in: result) == 80)
    let once = try run("{ previewStream: {} }")
    #expect(result.tokens.sold == once.tokens.sold)
  }

  @Test func `a second click comes only while the first request runs`() throws {
    let result = try run("{ previewStream: { doubleClick: { after: '60s' } } }")
    #expect(count(.spec, in: result) == 40)
  }

  @Test func `a share reloads: it leaves and gets the answer the second time`() throws {
    let result = try run("{ previewStream: { reload: { share: '50%', after: '2s' } } }")
    let left = count(.left, in: result)
    #expect((10..<31).contains(left))
    #expect(count(.spec, in: result) == 40)
  }

  @Test func `who leaves at the first token pays for few`() throws {
    let result = try run("{ previewStream: { leaveAt: 'firstToken' } }")
    #expect(count(.left, in: result) == 40)
    #expect(result.tokens.sold < 40 * 100)
    let third = try run("{ previewStream: { leaveAt: { event: 3 } } }")
    #expect(count(.left, in: third) == 40)
    #expect(third.tokens.sold > result.tokens.sold)
  }

  @Test func `a share leaves, the others stay`() throws {
    let result = try run("{ previewStream: { leaveAfter: '2s', leaveShare: '50%' } }")
    let left = count(.left, in: result)
    #expect((10..<31).contains(left))
    #expect(count(.spec, in: result) == 40 - left)
  }

  @Test func `users think between steps, not before the first`() throws {
    let step = "{ request: { path: '/healthz' } }"
    let result = try run(
      "\(step), \(step), \(step)", group: "think: '10s',", arrivals: "{ closed: 1 }")
    #expect(count(.ok, in: result) == 3)
    #expect((.seconds(20) ..< .seconds(21)).contains(result.virtual))
  }

  @Test func `steps are repeated, and one of some choices is done`() throws {
    let result = try run(
      """
      { repeat: { times: 3, steps: [{ request: { path: '/healthz' } }] } },
      { oneOf: [{ weight: 9, steps: [{ request: { path: '/v1/nothing' } }] },
                { weight: 1, steps: [{ previewStream: {} }] }] }
      """)
    let missed = count(Outcome("not_found"), in: result)
    #expect(count(.ok, in: result) == 120)
    #expect((30..<40).contains(missed))
    #expect(count(.spec, in: result) == 40 - missed)
  }

  @Test func `a group's own way is as slow as it says`() throws {
    let step = "{ request: { path: '/healthz' } }"
    let group = "network: { latency: '330ms' },"
    // The request there and the answer back; the link takes the connection at its near end.
    let result = try run(
      step, group: group, arrivals: "{ closed: 1 }",
      checks: "'min(e2e) >= 660ms', 'max(e2e) < 700ms'")
    #expect(result.verdict == .held, "\(result.report)")
  }

  @Test func `reading speed is the bandwidth of a group's way`() throws {
    let fast = try run("{ preview: {} }", arrivals: "{ closed: 1 }")
    let slow = try run(
      "{ preview: {} }", group: "network: { bytesPerSecond: '100B' },", arrivals: "{ closed: 1 }")
    #expect(slow.virtual > fast.virtual + .seconds(5))
    #expect(count(.spec, in: slow) == 1)
  }

  @Test func `faults of a group's way meet nobody else`() throws {
    let group = "{ plan: 'team', arrivals: { closed: 3 }, steps: [{ preview: {} }], name:"
    let text = """
      { name: 'x', about: 'y', users: [\(group) 'a' },
        \(group) 'b', network: { faults: [{ reset: { body: 10 } }] } }],
        expect: ['count(group=a, outcome=spec) == 3',
          'count(group=b, outcome=connection_lost) == 3']
      }
      """
    let result = try Scenario(text: text).run()
    #expect(result.verdict == .held, "\(result.report)")
  }

  @Test func `plans of a group are drawn by their weights, the same for a seed`() throws {
    let text = """
      { name: 'x', about: 'y', users: [{ name: 'u', plan: { hobby: 70, pro: 20, team: 10 },
        arrivals: { poisson: '1/s', count: 1 }, accounts: 1000, steps: [{ wait: '1s' }] }] }
      """
    let scenario = try Scenario(text: text)
    let loop = Loop.simulated(SimOptions(seed: 4))
    let users = World("users", on: loop)
    let accounts = UserAccount.make(for: scenario.groups[0], number: 0, in: users)
    let again = UserAccount.make(for: scenario.groups[0], number: 0, in: users)
    let counts = Plan.allCases.map { plan in accounts.count { $0.user.plan == plan } }
    #expect((650..<750).contains(counts[0]))
    #expect((160..<240).contains(counts[1]))
    #expect((70..<130).contains(counts[2]))
    #expect(counts[3] == 0)
    #expect(again.map(\.user.plan) == accounts.map(\.user.plan))
  }

  @Test(
    arguments: [
      ("outcome: 'left'", "0 of 40 did: u-1 ended as spec; "),
      ("within: '1s'", "0 of 40 did: u-1 was done after 5."),
      ("firstTokenWithin: '1s'", "0 of 40 did: u-1 got its first text after 1."),
      ("text: 'no such thing'", "0 of 40 did: u-1 did not read that text; "),
      ("terminalEvents: 2", "0 of 40 did: u-1 got 1 terminal events; "),
      ("status: 404", "0 of 40 did: u-1 got status 200; "),
      ("readable: false", "0 of 40 did: u-1 may read the answer; "),
      ("says: 'sorry'", "0 of 40 did: u-1 was told \"\"; "),
    ])
  func `who does not see what it should is named`(sees: String, observed: String) throws {
    let result = try run("{ previewStream: { sees: { \(sees) } } }")
    #expect(result.failed == ["sees(u, steps[0])"])
    let found = result.checks.first { !$0.pass }?.observed ?? ""
    #expect(found.hasPrefix(observed), "\(found)")
    #expect(found.hasSuffix("; 35 more"), "\(found)")
  }

  @Test func `what users of a warm-up see decides nothing`() throws {
    let stages = """
      { stages: [{ name: 'warm-up', for: '10s', constant: '1/s', measured: false },
        { name: 'steady', for: '20s', constant: '1/s' }] }
      """
    let result = try run("{ preview: { sees: { outcome: 'spec' } } }", arrivals: stages)
    #expect(result.checks.first?.observed == "20 of 20 did")
  }

  @Test func `a step that nobody comes to has shown nothing`() throws {
    let result = try run(
      """
      { oneOf: [{ weight: 1000000, steps: [{ wait: '1s' }] },
        { weight: 0.001, steps: [{ preview: { sees: { outcome: 'spec' } } }] }] }
      """, arrivals: "{ closed: 1 }")
    #expect(result.failed == ["sees(u, steps[0].oneOf[1].steps[0])", "requests"])
    #expect(result.checks.first?.observed == "nobody came to it")
  }
}
