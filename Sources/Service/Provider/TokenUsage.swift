/// What an answer cost, as its provider counts.
struct TokenUsage: Sendable, Equatable {
  /// Tokens read: system prompt and prompt.
  var inputTokens: Int
  /// Tokens generated.
  var outputTokens: Int

  /// A usage of those counts.
  init(inputTokens: Int, outputTokens: Int) {
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
  }
}
