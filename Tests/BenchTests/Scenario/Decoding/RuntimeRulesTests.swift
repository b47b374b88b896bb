import FakeLLM
import Testing

@testable import bmm_bench

struct RuntimeRulesTests {
  private func rules(_ text: String) throws(RuleReader.Complaint) -> [BehaviourRule] {
    try BehaviourDecoder.runtimeRules.read(Array(text.utf8))
  }

  @Test func `rules at run time are written as in a scenario`() throws {
    let text = """
      { rules: [{ when: { nthCall: 2 }, then: { failure: { status: 529 } } }, { then: "prose" }] }
      """
    #expect(
      try rules(text) == [
        BehaviourRule(.init(nthCall: 2), .failure(status: 529)), BehaviourRule(.all, .prose),
      ])
    #expect(try rules(#"{"rules": []}"#) == [])
  }

  @Test(arguments: [
    ("", "body:1:1: expected a value, found the end of the file"),
    ("[]", "body:1:1: the document must be an object, not an array"),
    ("{}", "body:1:1: the document lacks the key \"rules\""),
    ("{ rules: [{ then: 'pros' }] }", "body:1:19: rules[0].then cannot be \"pros\""),
    ("{ rule: [] }", "body:1:1: the document lacks the key \"rules\""),
    ("{ rules: [], more: 1 }", "body:1:14: unknown key \"more\" at the top level"),
  ])
  func `what is no rule is named with its place`(text: String, message: String) {
    let complaint = #expect(throws: RuleReader.Complaint.self) { try rules(text) }
    #expect(complaint?.message.hasPrefix(message) == true, "\(complaint?.message ?? "")")
  }
}
