import Testing

@testable import FakeLLM

@Suite struct ScriptRulesTests {
  private func rules(_ text: String) throws(ScriptFault) -> [BehaviourRule] {
    try ScriptRules.read(Array(text.utf8))
  }

  @Test func `a rule has a script behind what it is for`() throws {
    let rules = try rules(
      """
      {"rules": [
        {"when": {"model": "m", "prompt_contains": "p", "account": "k", "nth_call": 2,
                  "share": 0.5, "header": {"name": "X-A", "contains": "b"}},
         "then": {"status": 529, "retry_after_s": 7}},
        {"when": {"header": {"name": "x-b"}}, "then": {"content": "prose"}},
        {"then": {}}]}
      """)
    let match = BehaviourRule.Match(
      model: "m", promptContains: "p", header: .init("X-A", contains: "b"), account: "k",
      nthCall: 2, share: 0.5)
    #expect(
      rules == [
        BehaviourRule(match, .failure(status: 529, retryAfter: .seconds(7))),
        BehaviourRule(.init(header: .init("x-b")), Behaviour(.prose)),
        BehaviourRule(.all, Behaviour()),
      ])
  }

  @Test func `an empty list is no rules`() throws {
    #expect(try rules(#"{"rules": []}"#) == [])
  }

  @Test(arguments: [
    ("", "body: is not valid JSON"),
    ("[]", "body: must be an object, not a list"),
    ("{}", "body: lacks the key \"rules\""),
    (#"{"rules": {}}"#, "body.rules: must be a list"),
    (#"{"rule": []}"#, "body: unknown key \"rule\" (known: rules)"),
    (#"{"rules": [5]}"#, "body.rules[0]: must be an object"),
    (#"{"rules": [{"then": {}}, {"when": {}}]}"#, "body.rules[1]: lacks the key \"then\""),
    (#"{"rules": [{"then": {"stauts": 5}}]}"#, "body.rules[0].then: unknown key \"stauts\""),
    (#"{"rules": [{"then": {"status": 200}}]}"#, "body.rules[0].then.status: must be a whole"),
    (#"{"rules": [{"then": {"id": "a"}}]}"#, "body.rules[0].then: unknown key \"id\""),
    (#"{"rules": [{"then": {}, "if": 1}]}"#, "body.rules[0]: unknown key \"if\""),
    (
      #"{"rules": [{"then": {"cassette": "a", "status": 500}}]}"#,
      "body.rules[0].then.cassette: is played as it is"
    ),
    (
      #"{"rules": [{"then": {}, "when": {"nth": 1}}]}"#,
      "body.rules[0].when: unknown key \"nth\""
    ),
    (
      #"{"rules": [{"then": {}, "when": {"nth_call": 0}}]}"#,
      "body.rules[0].when.nth_call: must be a whole number from 1"
    ),
    (
      #"{"rules": [{"then": {}, "when": {"share": 2}}]}"#,
      "body.rules[0].when.share: must be a number from 0.0 to 1.0"
    ),
    (
      #"{"rules": [{"then": {}, "when": {"header": {}}}]}"#,
      "body.rules[0].when.header: lacks the key \"name\""
    ),
  ])
  func `what is no rule is named with its place`(text: String, message: String) {
    let fault = #expect(throws: ScriptFault.self) { try rules(text) }
    #expect(fault?.description.hasPrefix(message) == true, "\(fault?.description ?? "")")
  }
}
