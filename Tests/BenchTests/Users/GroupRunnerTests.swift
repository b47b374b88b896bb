import Service
import Testing
import World

@testable import bmm_bench

struct GroupRunnerTests {
  private static let never = Duration.seconds(3_000)...(.seconds(3_001))

  private func starts(_ arrivals: String, stall: ClosedRange<Duration> = never) throws -> [Double] {
    try StallingServer.records(of: arrivals, stall: stall, in: .sim)
      .map { ($0.planned - .start).seconds }.sorted()
  }

  @Test func `users of a closed loop come one after the other`() throws {
    #expect(try starts("{ closed: 4, rampUp: '8s' }") == [0, 2, 4, 6])
    #expect(try starts("{ closed: 3 }") == [0, 0, 0])
  }

  @Test func `a closed loop goes on for a time, and begins nothing behind it`() throws {
    let starts = try starts("{ closed: 2, think: '1s', for: '5s' }")
    // A round takes a few milliseconds: the fifth pause of each ends behind the end.
    #expect(starts.count == 10)
    #expect(starts.allSatisfy { $0 < 5 })
  }

  @Test func `a pace is a plan for each user, from when it comes`() throws {
    let starts = try starts("{ closed: 2, pace: '30/m', for: '6s', rampUp: '2s' }")
    #expect(starts == [0, 1, 2, 3, 4, 5])
  }

  @Test func `rounds that take longer than their pace begin behind each other`() throws {
    let records = try StallingServer.records(
      of: "{ closed: 1, pace: '1/s', rounds: 4 }", stall: .zero...(.seconds(2)), in: .sim)
    #expect(records.map { ($0.planned - .start).seconds } == [0, 1, 2, 3])
    #expect(records[1].started > .start + .seconds(2))
    #expect(records[3].started == .start + .seconds(3))
  }

  @Test func `whoever comes to a full group is dropped, and counted`() throws {
    let text = ScenarioText.users(
      "{ name: 'u', plan: 'team', steps: [{ wait: '5s' }, { preview: {} }], "
        + "arrivals: { constant: '1/s', count: 8, maxInFlight: 3 } }")
    let result = try Scenario(text: text).run()
    // A preview takes longer than all of them need to come.
    #expect(result.dropped.rows.map(\.reason) == [.groupIsFull])
    #expect(result.dropped.total == 5)
    #expect(result.outcomes.map(\.count) == [3])
    #expect(result.failed == ["dropped arrivals"])
    let allowed = text.replacing("maxInFlight: 3", with: "maxInFlight: 3, allowDropped: '63%'")
    #expect(try Scenario(text: allowed).run().failed.isEmpty)
  }

  @Test(arguments: [("{ closed: 1 }", 0), ("{ constant: '1/s', count: 3 }", 3)])
  func `a full run is not asked again and again`(arrivals: String, dropped: Int) throws {
    let text = ScenarioText.users(
      "{ name: 'u', plan: 'team', arrivals: \(arrivals), "
        + "steps: [{ repeat: { times: 5, steps: [{ preview: {} }] } }] }")
    let group = try #require(try Scenario(text: text).groups.first)
    let loop = Loop.simulated(SimOptions(seed: 1))
    let users = World("users", on: loop)
    let accounts = UserAccount.make(for: group, number: 0, in: users)
    let target = UserTarget(
      address: Address("service", port: 80), host: "api", webOrigin: Stack.webOrigin)
    let journal = RunJournal()
    journal.dropped("u", .runIsFull)
    users.spawn("group") {
      await GroupRunner(group, accounts, target, in: users, journal).run()
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(journal.begun == 0)
    #expect(journal.dropped.total == 1 + dropped, "who comes is counted once")
  }

  @Test func `requests carry their stage, and a warm-up counts only for who asks for it`() throws {
    let text = """
      { name: 'x', about: 'y', users: [{ name: 'u', plan: 'team', steps: [{ preview: {} }],
        arrivals: { stages: [
          { name: 'warm-up', for: '10s', constant: '1/s', measured: false },
          { name: 'steady', for: '20s', constant: '1/s' },
        ] } }],
        expect: ["count(outcome=spec) == 20", "count(stage=warm-up) == 10",
          "count(stage=steady, outcome=spec) == 20", "p99(e2e, stage=warm-up) < 10m"],
      }
      """
    let result = try Scenario(text: text).run()
    #expect(result.verdict == .held, "\(result.report)")
    #expect(result.outcomes.map(\.count) == [20])
    #expect(result.metrics.first { $0.metric == .e2e }?.values.count == 20)
    // Invariants look at all of them.
    let log = result.invariants.first { $0.name == .outcomeLog }
    #expect(log?.checked ?? 0 >= 30)
  }

  @Test(arguments: ["think: '0.5s'", "pace: '1/s'"])
  func `a closed loop's warm-up counts only for who asks for it`(rhythm: String) throws {
    let text = """
      { name: 'x', about: 'y', users: [{ name: 'u', plan: 'team', steps: [{ preview: {} }],
        arrivals: { closed: 2, rampUp: '8s', for: '30s', warmUp: '10s', \(rhythm) } }],
        expect: ["count(stage=warm-up) > 0", "count(outcome=spec) > 0"],
      }
      """
    let scenario = try Scenario(text: text)
    let evidence = try scenario.evidence()
    let early = evidence.records.filter { $0.planned < .start + .seconds(10) }
    #expect(early.allSatisfy { !$0.isMeasured && $0.stage == "warm-up" })
    let late = evidence.records.filter { $0.planned >= .start + .seconds(10) }
    #expect(late.allSatisfy { $0.isMeasured && $0.stage.isEmpty })
    let result = try scenario.run()
    #expect(result.verdict == .held, "\(result.report)")
    #expect(result.outcomes.reduce(0) { $0 + $1.count } == late.count)
    #expect(Set(early.map(\.user.account)).count == 2, "both came in the warm-up")
  }

  @Test func `a misspelt stage is an error, not a count of zero`() {
    let text = ScenarioText.arrivals("{ stages: [{ name: 'a', for: '1s', constant: '1/s' }] }")
      .replacing("users: [", with: "expect: ['count(stage=b) == 0'], users: [")
    #expect(Scenario.complaint(about: text)?.contains("unknown stage \"b\"") == true)
  }

  @Test func `a trace says what is asked for, and by whom`() throws {
    let lines = [
      Trace.Line(offset: .zero, prompt: "A clock on the wall", plan: .pro),
      Trace.Line(offset: .seconds(1), prompt: "A clock on the wall", plan: .hobby),
      Trace.Line(offset: .seconds(2), plan: .pro),
    ]
    var scenario = try Scenario(text: ScenarioText.arrivals("{ constant: '1/s', count: 1 }"))
    let group = scenario.groups[0]
    scenario.groups = [
      UserGroup(
        name: "u", plans: .only(.team), arrivals: .open(.trace(Trace(lines: lines)), .count(3)),
        accounts: 2, steps: group.steps)
    ]
    scenario.expectations = try [
      "count(plan=pro) == 2", "count(plan=hobby) == 1", "count(outcome=spec) == 3",
    ].map { try ExpectationParser.parse($0) }
    let result = try scenario.run()
    #expect(result.verdict == .held, "\(result.report)")
  }
}
