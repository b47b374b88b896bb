/// What a call is billed for.
struct Usage: Sendable, Equatable {
  /// The prompt's tokens.
  var inputTokens: Int
  /// All generated tokens, those of thinking and of tools included.
  var outputTokens: Int
  /// The tokens among them that were thinking.
  var reasoningTokens = 0
}
