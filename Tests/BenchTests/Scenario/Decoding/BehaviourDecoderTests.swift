import FakeLLM
import Testing
import World

@testable import bmm_bench

struct BehaviourDecoderTests {
  private func rules(_ text: String) throws -> [BehaviourRule] {
    try Scenario(text: ScenarioText.with("llm: { rules:\n\(text) }")).llm.rules
  }

  @Test(
    arguments: [
      ("'refusal'", Behaviour(.refusal)),
      ("'prose'", Behaviour(.prose)),
      ("'fencedSpec'", Behaviour(.fencedSpec)),
      ("{ answer: {} }", Behaviour(.spec(AnswerShape()))),
      ("{ answer: { tools: 6 } }", Behaviour(.spec(AnswerShape(tools: 6)))),
      (
        "{ answer: { tokens: { uniform: [1, 9] } } }",
        Behaviour(.spec(AnswerShape(tokens: .uniform(1, 9))))
      ),
      ("{ failure: { status: 404 } }", .failure(status: 404)),
      (
        "{ failure: { status: 429, retryAfter: '30s' } }",
        .failure(status: 429, retryAfter: .seconds(30))
      ),
      (
        "{ answer: { tools: 2, toolBytes: 900 } }",
        Behaviour(.spec(AnswerShape(tools: 2, toolBytes: 900)))
      ),
      ("{ content: 'prose' }", Behaviour(.prose)),
      (
        "{ brokenSpec: { field: 'tools.0.name' } }",
        Behaviour(.brokenSpec(SpecFlaw(.toolName, .missing)))
      ),
      (
        "{ brokenSpec: { field: 'slug', is: 'wrongType' } }",
        Behaviour(.brokenSpec(SpecFlaw(.slug, .wrongType)))
      ),
      ("{ injectedCode: 'eval(1)' }", Behaviour(.spiked(code: "eval(1)"))),
      ("{ garbageAfter: 7 }", Behaviour(.garbage, after: 7)),
      ("{ cutAfter: -1 }", Behaviour(.cut, after: Breakdown.beforeHead)),
      ("{ resetAfter: 0 }", Behaviour(.reset, after: 0)),  // Before the first token.
      ("{ cutAfter: 7 }", Behaviour(.cut, after: 7)),
      ("{ endAfter: 7 }", Behaviour(.end, after: 7)),
      (
        "{ errorEventAfter: { tokens: 7, type: 'overloaded_error' } }",
        Behaviour(.errorEvent(type: "overloaded_error"), after: 7)
      ),
      ("{ stallAfter: { tokens: 7 } }", Behaviour(.stall(pingEvery: nil), after: 7)),
      (
        "{ stallAfter: { tokens: 7, pingEvery: '5s' } }",
        Behaviour(.stall(pingEvery: .seconds(5)), after: 7)
      ),
    ] as [(String, Behaviour)])
  func `every behaviour can be written`(then: String, expected: Behaviour) throws {
    #expect(try rules("[{ then: \(then) }]") == [BehaviourRule(.all, expected)])
  }

  @Test(
    arguments: [
      ("{}", .all),
      ("{ model: 'glm-4.6' }", BehaviourRule.Match(model: "glm-4.6")),
      ("{ promptContains: 'a b' }", BehaviourRule.Match(promptContains: "a b")),
      ("{ account: 'sk-1' }", BehaviourRule.Match(account: "sk-1")),
      (
        "{ header: { name: 'x-a', contains: 'b' } }",
        BehaviourRule.Match(header: BehaviourRule.Header("x-a", contains: "b"))
      ),
      (
        "{ header: { name: 'x-a' } }",
        BehaviourRule.Match(header: BehaviourRule.Header("x-a"))
      ),
      ("{ nthCall: 3 }", BehaviourRule.Match(nthCall: 3)),
      ("{ share: '2%' }", BehaviourRule.Match(share: 0.02)),
      (
        "{ model: 'glm-4.6', promptContains: 'p', nthCall: 1, share: 1 }",
        BehaviourRule.Match(model: "glm-4.6", promptContains: "p", nthCall: 1, share: 1)
      ),
    ] as [(String, BehaviourRule.Match)])
  func `every condition can be written`(when: String, expected: BehaviourRule.Match) throws {
    let text = "[{ when: \(when), then: 'prose' }]"
    #expect(try rules(text) == [BehaviourRule(expected, Behaviour(.prose))])
  }

  @Test func `rules keep their order, since the first that matches counts`() throws {
    let rules = try rules("[{ then: 'prose' }, { then: 'refusal' }]")
    #expect(rules.map(\.behaviour) == [Behaviour(.prose), Behaviour(.refusal)])
  }

  @Test(
    arguments: [
      ("{ when: {} }", "3:2: X lacks the key \"then\""),
      ("{ if: {}, then: 'prose' }", "3:4: unknown key \"if\" in X (known: when, then)"),
      (
        "{ when: { prompt: 'a' }, then: 'prose' }",
        "3:12: unknown key \"prompt\" in X.when "
          + "(known: model, promptContains, header, account, nthCall, share)"
      ),
      (
        "{ when: { nthCall: 0 }, then: 'prose' }",  // Calls are counted from 1.
        "3:21: X.when.nthCall is 0; allowed: at least 1"
      ),
      (
        "{ when: { share: 2 }, then: 'prose' }",
        "3:19: X.when.share is 2; allowed: 0 to 1, or \"0%\" to \"100%\""
      ),
      (
        "{ then: 'refuse' }",
        "3:10: X.then cannot be \"refuse\"; did you mean \"refusal\"? "
          + "(allowed: refusal, prose, fencedSpec)"
      ),
      ("{ then: {} }", "3:10: X.then says no behaviour"),
      ("{ then: 5 }", "3:10: X.then must be an object, not a number"),
      (
        "{ then: { resetAfters: 1 } }",
        "3:12: unknown key \"resetAfters\" in X.then; did you mean \"resetAfter\"? "
          + "(known: answer, content, text, brokenSpec, injectedCode, outputTokens, "
          + "reasoningTokens, tool, stop, failure, speed, cassette, resetAfter, cutAfter, "
          + "endAfter, garbageAfter, …)"
      ),
      (
        "{ then: { failure: { status: 200 } } }",  // A success is no failure.
        "3:31: X.then.failure.status is 200; allowed: 400 to 599"
      ),
      (
        "{ then: { brokenSpec: { field: 'colour' } } }",
        "3:33: X.then.brokenSpec.field cannot be \"colour\" (allowed: name, slug, description, "
          + "tools, tools.0.name, tools.0.description, tools.0.inputSchema, "
          + "tools.0.implementation)"
      ),
      (
        "{ then: { answer: { tokens: 9, toolBytes: 9 } } }",
        "3:30: X.then.answer.tokens cannot stand beside toolBytes, which decide the length"
      ),
      (
        "{ then: { tool: { name: 'a', input: '[]' } } }",
        "3:38: X.then.tool.input must be the text of a JSON object, such as '{\"city\":\"Bern\"}'"
      ),
      (
        "{ then: { omit: ['all'] } }",
        "3:19: X.then.omit[0] cannot be \"all\" (allowed: usage, finish, terminator, "
          + "finalBlankLine)"
      ),
      (
        "{ then: { faults: [{ is: 'garbage' }] } }",
        "3:21: X.then.faults[0] lacks the key \"after\""
      ),
      (
        "{ when: { header: { contains: 'a' } }, then: 'prose' }",
        "3:20: X.when.header lacks the key \"name\""
      ),
      (
        "{ then: { failure: { status: 429, retryAfter: 30 } } }",
        "3:48: X.then.failure.retryAfter needs a unit (us, ms, s, m, h); "
          + "write a text such as \"95s\", not 30"
      ),
      ("{ then: { answer: { tools: 7 } } }", "3:29: X.then.answer.tools is 7; allowed: 1 to 6"),
      (
        "{ then: { cutAfter: -2 } }", "3:22: X.then.cutAfter is -2; allowed: -1 to 1000000"
      ),
      (
        "{ then: { errorEventAfter: { tokens: 1 } } }",
        "3:29: X.then.errorEventAfter lacks the key \"type\""
      ),
      (
        "{ then: { stallAfter: { tokens: 1, ping: '1s' } } }",
        "3:37: unknown key \"ping\" in X.then.stallAfter (known: tokens, pingEvery)"
      ),
      (
        "{ then: { stallAfter: { tokens: 1, pingEvery: '0s' } } }",  // A flood without end.
        "3:48: X.then.stallAfter.pingEvery is 0s; allowed: at least 1ms"
      ),
    ])
  func `a wrong rule is refused with its place`(rule: String, message: String) {
    let text = ScenarioText.with("llm: { rules:\n[\(rule)] }")
    #expect(
      Scenario.complaint(about: text)
        == "x.json5:" + message.replacing("X", with: "llm.rules[0]"))
  }

  @Test(
    arguments: [
      (
        "{ resetAfter: 1, cutAfter: 2 }",
        "42: llm.rules[0].then.cutAfter is a second ending beside \"resetAfter\"; keep one of them"
      ),
      (
        "{ text: 'a', content: 'prose' }",
        "26: llm.rules[0].then.text is a second content beside \"content\"; keep one of them"
      ),
    ])
  func `two of a kind in one rule are refused`(then: String, complaint: String) {
    let text = ScenarioText.with("llm: { rules: [{ then: \(then) }] }")
    let complaint = "x.json5:2:\(complaint)"
    #expect(
      Scenario.complaint(about: text)?.split(separator: ":").last
        == complaint.split(separator: ":").last)
  }

  @Test func `parts of a behaviour combine`() throws {
    var expected = Behaviour(.text("Hi"))
    expected.tokens = 20
    expected.reasoningTokens = 5
    expected.tool = ToolCall(name: "look", input: "{\"city\":\"Bern\"}")
    expected.stop = .pauseTurn
    expected.firstToken = .seconds(1)
    expected.tokensPerSecond = 50
    expected.deltaSize = .scalars(2)
    expected.writeBytes = 7
    expected.breakdown = Breakdown(.garbage, after: 9)
    expected.faults = [PlacedFault(.duplicateDelta, after: 3), PlacedFault(.garbage, after: 4)]
    expected.omissions = [.usage, .terminator]
    let then = """
      { text: 'Hi', outputTokens: 20, reasoningTokens: 5, stop: 'pause_turn',
        tool: { name: 'look', input: '{"city":"Bern"}' },
        firstToken: '1s', tokensPerSecond: 50, deltaScalars: 2, writeBytes: 7, garbageAfter: 9,
        faults: [{ is: 'duplicateDelta', after: 3 }, { is: 'garbage', after: 4 }],
        omit: ['usage', 'terminator'] }
      """
    #expect(try rules("[{ then: \(then) }]") == [BehaviourRule(.all, expected)])
  }

  @Test func `a rule about a model that nobody can ask for is refused`() throws {
    let rules = "rules:\n[{ when: { model: 'mine-3' }, then: 'prose' }]"
    let text = ScenarioText.with("llm: { \(rules) }")
    let message = try #require(Scenario.complaint(about: text))
    #expect(
      message.hasPrefix(
        "x.json5:3:19: llm.rules[0].when.model cannot be \"mine-3\", which llm.models does not "
          + "have (known: "), "\(message)")
    let model = "{ firstToken: '1s', tokensPerSecond: 9, outputTokens: 9 }"
    let own = ScenarioText.with("llm: { models: { 'mine-3': \(model) }, \(rules) }")
    #expect(try Scenario(text: own).llm.rules.first?.match.model == "mine-3")
  }
}
