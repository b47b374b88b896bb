import Testing
import World

@testable import bmm_bench

struct ArrivalsDecoderTests {
  private func arrivals(_ text: String) throws -> Arrivals {
    try #require(try Scenario(text: ScenarioText.arrivals(text)).groups.first).arrivals
  }

  private func complaint(_ text: String) -> String? {
    Scenario.complaint(about: ScenarioText.arrivals(text))?
      .replacing("users[0].arrivals", with: "X").replacing("x.json5:", with: "")
  }

  @Test(
    arguments: [
      ("{ closed: 3 }", ClosedLoop(users: 3)),
      (
        "{ closed: 3, rounds: 2, think: { uniform: ['1s', '2s'] } }",
        ClosedLoop(users: 3, limit: .count(2), rhythm: .think(.uniform(1, 2)))
      ),
      (
        "{ closed: 3, for: '5m', pace: '6/m', rampUp: '30s' }",
        ClosedLoop(
          users: 3, limit: .time(.seconds(300)), rhythm: .pace(perSecond: 0.1),
          rampUp: .seconds(30))
      ),
      (
        "{ closed: 3, for: '5m', warmUp: '30s' }",
        ClosedLoop(users: 3, limit: .time(.seconds(300)), warmUp: .seconds(30))
      ),
    ] as [(String, ClosedLoop)])
  func `users of a closed loop come in every way`(text: String, expected: ClosedLoop) throws {
    #expect(try arrivals(text) == .closed(expected))
  }

  private static let minute = ArrivalLimit.time(.seconds(60))

  @Test(
    arguments: [
      ("constant: '5/s', for: '1m'", .constant(perSecond: 5), minute),
      ("constant: '30/m', count: 9", .constant(perSecond: 0.5), .count(9)),
      ("poisson: '2.5/s', for: '1m'", .poisson(perSecond: 2.5), minute),
      ("poisson: '2/s', count: 40", .poisson(perSecond: 2), .count(40)),
      (
        "gamma: '5/s', burstiness: 0.25, for: '1m'", .gamma(perSecond: 5, burstiness: 0.25),
        minute
      ),
      (
        "ramp: ['0/s', '5/s'], for: '1m'",
        .profile(.ramp(from: 0, to: 5, for: .seconds(60)), burstiness: nil), minute
      ),
      (
        "ramp: ['5/s', '0/s'], burstiness: 1, for: '1m'",
        .profile(.ramp(from: 5, to: 0, for: .seconds(60)), burstiness: 1), minute
      ),
      (
        "step: ['1/s', '0/s', '4/s'], for: '1m'",
        .profile(.step([1, 0, 4], for: .seconds(60)), burstiness: nil), minute
      ),
      (
        "spike: { base: '1/s', peak: '20/s', at: '30s', for: '10s' }, for: '1m'",
        .profile(
          .spike(
            base: 1, peak: 20, at: .seconds(30), lasting: .seconds(10), for: .seconds(60)),
          burstiness: nil), minute
      ),
    ] as [(String, ArrivalShape, ArrivalLimit)])
  func `users of an open loop come in every way`(
    text: String, shape: ArrivalShape, limit: ArrivalLimit
  ) throws {
    #expect(try arrivals("{ \(text) }") == .open(shape, limit))
  }

  @Test func `stages follow each other, and one without a process is a pause`() throws {
    let text = """
      { maxInFlight: 9, allowDropped: '1%', stages: [
        { name: 'warm-up', for: '30s', ramp: ['0/s', '5/s'], measured: false },
        { name: 'steady', for: '2m', poisson: '5/s' },
        { name: 'pause', for: '10s' },
      ] }
      """
    let expected = Arrivals(
      kind: .open([
        ArrivalStage(
          name: "warm-up",
          shape: .profile(.ramp(from: 0, to: 5, for: .seconds(30)), burstiness: nil),
          limit: .time(.seconds(30)), isMeasured: false),
        ArrivalStage(
          name: "steady", shape: .poisson(perSecond: 5), limit: .time(.seconds(120))),
        ArrivalStage(name: "pause", shape: .nobody, limit: .time(.seconds(10))),
      ]), maxInFlight: 9, allowance: .share(0.01))
    #expect(try arrivals(text) == expected)
    #expect(expected.stageNames == ["warm-up", "steady", "pause"])
  }

  @Test(
    arguments: [
      ("'1%'", .share(0.01)), ("0", .count(0)), ("3", .count(3)), ("'0.5'", .share(0.5)),
    ] as [(String, DropAllowance)])
  func `what may be dropped is a number or a share`(text: String, expected: DropAllowance) throws {
    let arrivals = try arrivals("{ poisson: '5/s', count: 9, allowDropped: \(text) }")
    #expect(arrivals.allowance == expected)
  }

  @Test(
    arguments: [
      (
        "{}",
        "3:1: X needs one of closed, constant, poisson, gamma, ramp, step, spike, trace, stages"
      ),
      (
        "{ poison: '5/s', count: 1 }",
        "3:3: unknown key \"poison\" in X; did you mean \"poisson\"? "
          + "(known: closed, stages, constant, poisson, gamma, ramp, step, spike, trace)"
      ),
      (
        "{ poisson: 5, count: 1 }",
        "3:12: X.poisson needs a unit (/s, /m, /h); write a text such as \"5/s\", not 5"
      ),
      (
        "{ poisson: '-5/s', count: 1 }",
        "3:12: X.poisson cannot be read: \"-5/s\" is not a quantity such as \"5/s\""
      ),
      (
        "{ constant: '0/s', count: 1 }",  // Nobody would ever come.
        "3:13: X.constant cannot be read: \"0/s\" is out of range; "
          + "allowed: above 0, at most 1000000/s"
      ),
      ("{ poisson: '5/s' }", "3:1: X needs for (a duration) or count (a number)"),
      (
        "{ constant: '5/s', for: '1s', count: 1 }",
        "3:1: X has for and count; take one of them away"
      ),
      ("{ constant: '5/s', count: 0 }", "3:27: X.count is 0; allowed: 1 to 1000000"),
      ("{ constant: '5/s', for: '0s' }", "3:25: X.for is 0s; allowed: at least 1ms"),
      ("{ gamma: '5/s', for: '1s' }", "3:1: X lacks the key \"burstiness\""),
      (
        "{ gamma: '5/s', burstiness: 0, for: '1s' }",
        "3:29: X.burstiness is 0; allowed: 0.01 to 100"
      ),
      ("{ ramp: ['0/s', '5/s'], count: 5 }", "3:1: X lacks the key \"for\""),
      ("{ ramp: ['5/s'], for: '1s' }", "3:9: X.ramp has 1 elements; allowed: 2 to 2"),
      (
        "{ ramp: ['0/s', '0/s'], for: '1s' }",
        "3:1: X has a rate of zero all the time: nobody would ever come"
      ),
      ("{ step: [], for: '1s' }", "3:9: X.step has 0 elements; allowed: 1 to 1000"),
      (
        "{ spike: { base: '1/s', peak: '9/s', at: '8s', for: '3s' }, for: '10s' }",
        "3:10: X.spike ends at 11s, behind the 10s that users come"
      ),
      ("{ stages: [] }", "3:11: X.stages has 0 elements; allowed: 1 to 100"),
      ("{ stages: [{ name: 'a' }] }", "3:12: X.stages[0] lacks the key \"for\""),
      (
        "{ stages: [{ name: 'a', for: '1s' }, { name: 'a', for: '1s' }] }",
        "3:38: X.stages[1] has the name \"a\", which another stage has"
      ),
      (
        "{ poisson: '5/s', count: 1, maxInFlight: 0 }",
        "3:42: X.maxInFlight is 0; allowed: 1 to 1000000"
      ),
      (
        "{ poisson: '5/s', count: 1, allowDropped: '5' }",
        "3:43: X.allowDropped cannot be read: \"5\" is out of range; "
          + "allowed: 0 to 1, or 0% to 100%"
      ),
      (
        "{ trace: 'no/such.jsonl' }",
        "3:10: X.trace names no/such.jsonl: cannot be read: No such file or directory"
      ),
      ("{ trace: 'x', unit: 'h' }", "3:21: X.unit cannot be \"h\" (allowed: s, ms, us, ns)"),
    ])
  func `wrong plans are refused with their place`(text: String, message: String) {
    #expect(complaint(text) == message)
  }

  @Test(
    arguments: [
      ("{ closed: 0 }", "3:11: X.closed is 0; allowed: 1 to 100000"),
      ("{ closed: 1, rounds: 0 }", "3:22: X.rounds is 0; allowed: 1 to 1000000"),
      (
        "{ closed: 1, think: 5 }",
        "3:21: X.think needs a unit (us, ms, s, m, h); write a text such as \"95s\", not 5"
      ),
      (
        "{ closed: 1, round: 2 }",
        "3:14: unknown key \"round\" in X; did you mean \"rounds\"? "
          + "(known: closed, think, pace, rounds, for, rampUp, warmUp)"
      ),
      (
        "{ closed: 1, rounds: 2, for: '1s' }",
        "3:30: X.for is a second end beside \"rounds\"; keep one of them"
      ),
      (
        "{ closed: 1, think: '1s', pace: '1/s' }",
        "3:33: X.pace is a second rhythm beside \"think\"; keep one of them"
      ),
      (
        "{ closed: 2, for: '5s', rampUp: '10s' }",
        "3:1: X lets users come for 10s (rampUp), longer than its for of 5s"
      ),
      (
        "{ closed: 2, for: '5s', warmUp: '5s' }",
        "3:33: X.warmUp is 5s, and for is 5s: nothing is left to measure"
      ),
      (
        "{ closed: 2, rounds: 9, warmUp: '5s' }",
        "3:33: X.warmUp needs a \"for\" beside it: all rounds may lie in the warm-up"
      ),
      (
        "{ closed: 1, poisson: '5/s', count: 1 }",
        "3:23: X.poisson stands beside closed; take one of them away"
      ),
    ])
  func `wrong closed loops are refused with their place`(text: String, message: String) {
    #expect(complaint(text) == message)
  }

  @Test func `a trace lies beside its scenario, and its plans get accounts of their own`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "{\"timestamp\": 5000, \"plan\": \"pro\"}\n{\"timestamp\": 7000}\n", to: "t.jsonl")
    let text = ScenarioText.arrivals("{ trace: 't.jsonl', unit: 'ms', speed: 2 }, accounts: 3")
    let file = "\(folder.path)/x.json5"
    let scenario = try ScenarioDecoder.decode(JSON5Parser.parse(text.utf8, file: file))
    let group = try #require(scenario.groups.first)
    let lines = [
      Trace.Line(offset: .zero, plan: .pro), Trace.Line(offset: .seconds(1)),
    ]
    #expect(group.arrivals == .open(.trace(Trace(lines: lines)), .count(2)))
    #expect(group.arrivals.plans == [.pro])
    let users = World("users", on: .simulated(SimOptions(seed: 1)))
    let accounts = UserAccount.make(for: group, number: 0, in: users)
    #expect(accounts.map(\.user.plan) == [.team, .team, .team, .pro, .pro, .pro])
  }
}
