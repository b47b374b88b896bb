import Service
import Testing
import World

@testable import bmm_bench

struct UsersDecoderTests {
  private func group(_ text: String) throws -> UserGroup {
    try #require(try Scenario(text: text).groups.first)
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
    #expect(try group(text).plans == .only(plan))
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
          + "(known: name, arrivals, plan, accounts, steps, client, think, network, objectives)"
      ),
      (
        """
        { name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ wait: '1s' }] },
        { name: 'u', plan: 'pro', arrivals: { closed: 1 }, steps: [{ wait: '1s' }] }
        """, "3:1: users[1] has the name \"u\", which another group has"
      ),
      (
        "{ name: 'u', plan: 'team', arivals: { closed: 1 }, steps: [{ wait: '1s' }] }",
        "2:1: users[0] lacks the key \"arrivals\"; is \"arivals\" at 2:28 meant for it?"
      ),
      (
        "{ name: 'u', plan: 'team', arrivals: { closed: 1, poisson: '1/s' }, "
          + "steps: [{ wait: '1s' }] }",
        "2:60: users[0].arrivals.poisson stands beside closed; take one of them away"
      ),
      (
        "{ name: 'u', plan: 'team', arrivals: { closed: 1 }, think: '1s', "
          + "steps: [{ preview: {} }] }",
        "2:60: users[0].think is a pause between two steps, and there is one: users of a closed "
          + "loop pause between their rounds by arrivals.think"
      ),
      (
        """
        { name: 'u', plan: 'team',
          arrivals: { stages: [{ name: 's', for: '9s', constant: '1/s', measured: false }] },
          steps: [{ preview: { sees: { outcome: 'spec' } } }] }
        """,
        "4:10: users[0].steps have \"sees\", which looks at measured stages, and \"measured\" is "
          + "false in all of this group's: set it in one, or leave \"sees\" out"
      ),
    ])
  func `a wrong group is refused with its place`(groups: String, message: String) {
    #expect(Scenario.complaint(about: ScenarioText.users(groups)) == "x.json5:\(message)")
  }

  @Test(
    arguments: [
      ("[]", "3:1: users[0].steps has 0 elements; allowed: 1 to 100"),
      (
        "[{}]",
        "3:2: users[0].steps[0] needs one of preview, previewStream, analyze, request, logIn, "
          + "wait, repeat, oneOf"
      ),
      (
        "[{ previews: {} }]",
        "3:4: unknown key \"previews\" in users[0].steps[0]; did you mean \"preview\"? "
          + "(known: preview, previewStream, analyze, request, logIn, wait, repeat, oneOf)"
      ),
      (
        "[{ wait: '1s' }, { preview: { prompts: 'a' } }]",
        "3:31: unknown key \"prompts\" in users[0].steps[1].preview; did you mean \"prompt\"? "
          + "(known: prompt, leaveAfter, leaveShare, doubleClick, reload, sees)"
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
    #expect(
      message
        == "x.json5:3:23: users[0].steps[0].wait stands beside preview; make two steps of them"
    )
  }
}
