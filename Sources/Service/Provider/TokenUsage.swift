/// What an answer cost, as its provider counts.
struct TokenUsage: Sendable, Equatable {
  /// Tokens read: system prompt and prompt.
  var inputTokens: Int
  /// Tokens generated.
  var outputTokens: Int

  /// Nothing was asked for, or somebody else accounts it.
  static let none = TokenUsage(inputTokens: 0, outputTokens: 0)

  /// A usage of those counts.
  init(inputTokens: Int, outputTokens: Int) {
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
  }
}
