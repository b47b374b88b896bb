import Service
import Testing
import World

@testable import bmm_bench

struct UsersDecoderTests {
  private func group(_ text: String) throws -> UserGroup {
    try #require(try Scenario(text: text).groups.first)
  }

  @Test(
    arguments: [
      ("{ closed: 3 }", .closed(users: 3, rounds: 1, think: .constant(0))),
      (
        "{ closed: 3, rounds: 2, think: { uniform: ['1s', '2s'] } }",
        .closed(users: 3, rounds: 2, think: .uniform(1, 2))
      ),
      ("{ constant: '5/s', for: '1m' }", .constant(perSecond: 5, limit: .time(.seconds(60)))),
      ("{ constant: '30/m', count: 9 }", .constant(perSecond: 0.5, limit: .count(9))),
      ("{ poisson: '2.5/s', for: '1h' }", .poisson(perSecond: 2.5, limit: .time(.seconds(3600)))),
      ("{ poisson: '2/s', count: 40 }", .poisson(perSecond: 2, limit: .count(40))),
    ] as [(String, Arrivals)])
  func `users come in every way`(arrivals: String, expected: Arrivals) throws {
    #expect(try group(ScenarioText.arrivals(arrivals)).arrivals == expected)
  }

  @Test func `a closed group has an account for each user, an open one shares some`() throws {
    let closed = try group(ScenarioText.arrivals("{ closed: 3 }"))
    let open = try group(ScenarioText.arrivals("{ poisson: '2/s', count: 4 }"))
    let own = try group(ScenarioText.arrivals("{ poisson: '2/s', count: 4 }, accounts: 2"))
    #expect(closed.accounts == 3)
    #expect(open.accounts == BenchLimits.openLoopAccounts)
    #expect(own.accounts == 2)
  }

  private static let prompt = "A server that tells the weather for any location, number {n}"

  @Test(
    arguments: [
      ("{ preview: {} }", .preview(.sync, PreviewStep(prompt: prompt))),
      ("{ previewStream: {} }", .preview(.stream, PreviewStep(prompt: prompt))),
      ("{ analyze: {} }", .analyze(PreviewStep(prompt: prompt))),
      (
        "{ analyze: { prompt: 'A clock', leaveAfter: { exponential: '9s' } } }",
        .analyze(PreviewStep(prompt: "A clock", leaveAfter: .exponential(mean: 9)))
      ),
      ("{ wait: '3s' }", .wait(.constant(3))),
      ("{ wait: { empirical: ['1s', '5s'] } }", .wait(.empirical([1, 5]))),
    ] as [(String, UserStep)])
  func `users do every step`(step: String, expected: UserStep) throws {
    #expect(try group(ScenarioText.steps("[\(step)]")).steps == [expected])
  }

  @Test(arguments: Plan.allCases)
  func `users have every plan`(plan: Plan) throws {
    let text = ScenarioText.users(
      "{ name: 'u', plan: '\(plan)', arrivals: { closed: 1 }, steps: [{ analyze: {} }] }")
    #expect(try group(text).plan == plan)
  }

  @Test(
    arguments: [
      ("", "1:33: users has 0 elements; allowed: 1 to 100"),
      ("5", "2:1: users[0] must be an object, not a number"),
      (
        "{ name: 'u', arrivals: { closed: 1 }, steps: [{ wait: '1s' }] }",
        "2:1: users[0] lacks the key \"plan\""
      ),
      (
        "{ name: 'u', plan: 'teams', arrivals: { closed: 1 }, steps: [{ wait: '1s' }] }",
        "2:20: users[0].plan cannot be \"teams\"; did you mean \"team\"? "
          + "(allowed: hobby, pro, team, enterprise)"
      ),
      (
        "{ name: 'ü', plan: 'team', arrivals: { closed: 1 }, steps: [{ wait: '1s' }] }",
        "2:9: users[0].name must be 1 to 40 letters, digits, hyphens or underscores, not \"ü\""
      ),
      (
        "{ name: 'u', plan: 'team', arrivals: { closed: 1 }, accounts: 0, "
          + "steps: [{ wait: '1s' }] }",
        "2:63: users[0].accounts is 0; allowed: 1 to 100000"
      ),
      (
        "{ name: 'u', plan: 'team', arrivals: { closed: 1 }, step: [], steps: [{ wait: '1s' }] }",
        "2:53: unknown key \"step\" in users[0]; did you mean \"steps\"? "
          + "(known: name, arrivals, steps, plan, accounts, client)"
      ),
      (
        """
        { name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ wait: '1s' }] },
        { name: 'u', plan: 'pro', arrivals: { closed: 1 }, steps: [{ wait: '1s' }] }
        """, "3:1: users[1] has the name \"u\", which another group has"
      ),
    ])
  func `a wrong group is refused with its place`(groups: String, message: String) {
    #expect(Scenario.complaint(about: ScenarioText.users(groups)) == "x.json5:\(message)")
  }

  @Test(
    arguments: [
      ("{}", "3:1: X needs one of closed, constant, poisson"),
      (
        "{ poison: '5/s', count: 1 }",
        "3:3: unknown key \"poison\" in X; did you mean \"poisson\"? "
          + "(known: closed, constant, poisson)"
      ),
      ("{ closed: 0 }", "3:11: X.closed is 0; allowed: 1 to 100000"),
      ("{ closed: 1, rounds: 0 }", "3:22: X.rounds is 0; allowed: 1 to 1000000"),
      (
        "{ closed: 1, think: 5 }",
        "3:21: X.think needs a unit (us, ms, s, m, h); write a text such as \"95s\", not 5"
      ),
      (
        "{ closed: 1, round: 2 }",
        "3:14: unknown key \"round\" in X; did you mean \"rounds\"? (known: closed, think, rounds)"
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
      ("{ poisson: '5/s' }", "3:1: X needs either for (a duration) or count (a number)"),
      (
        "{ constant: '5/s', for: '1s', count: 1 }",
        "3:1: X needs either for (a duration) or count (a number)"
      ),
      ("{ constant: '5/s', count: 0 }", "3:27: X.count is 0; allowed: 1 to 1000000"),
      ("{ constant: '5/s', for: '0s' }", "3:25: X.for is 0s; allowed: at least 1ms"),
    ])
  func `wrong arrivals are refused with their place`(arrivals: String, message: String) {
    #expect(
      Scenario.complaint(about: ScenarioText.arrivals(arrivals))
        == "x.json5:" + message.replacing("X", with: "users[0].arrivals"))
  }

  @Test(
    arguments: [
      ("[]", "3:1: users[0].steps has 0 elements; allowed: 1 to 100"),
      (
        "[{}]",
        "3:2: users[0].steps[0] needs one of preview, previewStream, analyze, logIn, "
          + "wait"
      ),
      (
        "[{ previews: {} }]",
        "3:4: unknown key \"previews\" in users[0].steps[0]; did you mean \"preview\"? "
          + "(known: preview, previewStream, analyze, logIn, wait)"
      ),
      (
        "[{ wait: '1s' }, { preview: { prompts: 'a' } }]",
        "3:31: unknown key \"prompts\" in users[0].steps[1].preview; did you mean \"prompt\"? "
          + "(known: prompt, leaveAfter)"
      ),
      (
        "[{ wait: 3 }]",
        "3:10: users[0].steps[0].wait needs a unit (us, ms, s, m, h); "
          + "write a text such as \"95s\", not 3"
      ),
      (
        "[{ logIn: { clicks: 0 } }]",
        "3:21: users[0].steps[0].logIn.clicks is 0; allowed: 1 to 100"
      ),
      (
        "[{ logIn: { apart: '1s' } }]",
        "3:20: users[0].steps[0].logIn.apart says nothing of a single click: "
          + "give clicks as well, from 2"
      ),
      (
        "[{ logIn: { click: 2 } }]",
        "3:13: unknown key \"click\" in users[0].steps[0].logIn; did you mean \"clicks\"? "
          + "(known: clicks, after, apart)"
      ),
      (
        "[{ analyze: { leaveAfter: 5 } }]",
        "3:27: users[0].steps[0].analyze.leaveAfter needs a unit (us, ms, s, m, h); "
          + "write a text such as \"95s\", not 5"
      ),
    ])
  func `a wrong step is refused with its place`(steps: String, message: String) {
    #expect(Scenario.complaint(about: ScenarioText.steps(steps)) == "x.json5:\(message)")
  }

  @Test func `a log-in has its clicks and their times, or one click at once`() throws {
    let scenario = try Scenario(
      text: ScenarioText.steps(
        "[{ logIn: {} }, { logIn: { clicks: 3, after: '5s', apart: { uniform: ['0s', '1s'] } } }]"))
    #expect(
      scenario.groups[0].steps == [
        .logIn(LogInStep()),
        .logIn(LogInStep(clicks: 3, after: .constant(5), apart: .uniform(0, 1))),
      ])
  }

  @Test func `two steps in one object are refused, since their order would be lost`() {
    let message = Scenario.complaint(about: ScenarioText.steps("[{ preview: {}, wait: '3s' }]"))
    #expect(message?.hasPrefix("x.json5:3:17: unknown key \"wait\"") == true)
  }

  @Test func `two arrival processes in one object are refused`() {
    let message = Scenario.complaint(
      about: ScenarioText.arrivals("{ closed: 1, poisson: '5/s', count: 1 }"))
    #expect(message?.hasPrefix("x.json5:3:14: unknown key \"poisson\"") == true)
  }
}
