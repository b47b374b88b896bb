import Testing

@testable import Service

@Suite struct SystemPromptTests {
  @Test(arguments: [
    "at most 6 tools",  // "at most 6 tools (combine related capabilities …)"
    "at most 40 lines",  // "implementation body <= 40 lines"
    "at most 100 characters",  // "descriptions <= 100 chars"
    "EXACTLY `args`",  // "variable named EXACTLY `args`"
    "e.g. args.location",  // The history's own example.
  ])
  func `the model is told the hard limits`(sentence: String) {
    #expect(SystemPrompt.text.contains(sentence))
  }
}
