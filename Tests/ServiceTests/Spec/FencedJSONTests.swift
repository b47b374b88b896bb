import Testing

@testable import Service

@Suite struct FencedJSONTests {
  @Test(arguments: [
    ("{\"a\":1}", "{\"a\":1}"),  // No fence.
    ("```json\n{}\n```", "\n{}\n"),  // A fence alone.
    ("Here it is:\n```json\n{}\n```\nEnjoy!", "\n{}\n"),  // With prose around it.
    ("```json\n{", "\n{"),  // Cut before its end.
    (" {\"a\":\"```json x ```\"}", " {\"a\":\"```json x ```\"}"),  // A fence inside a text.
    ("```json\n{\"a\":\"```\"}\n```", "\n{\"a\":\"```\"}\n"),  // The last fence closes.
    ("I cannot do that.", "I cannot do that."),  // Prose alone.
  ])
  func `the JSON is found in the answer`(answer: String, expected: String) {
    #expect(FencedJSON.content(of: answer) == expected)
  }
}
