import World

/// What is left of a key's limits when an answer begins, for its header fields.
struct RateLimitState: Sendable, Equatable {
  /// One limit, counted per minute.
  struct Allowance: Sendable, Equatable {
    /// The most of it.
    var limit: Int
    /// What is left of it.
    var remaining: Int
    /// How long until all of it is there again.
    var full: Duration
  }

  /// Requests; a limit that does not exist is nil.
  var requests: Allowance?
  /// Tokens of prompts.
  var inputTokens: Allowance?
  /// Generated tokens.
  var outputTokens: Allowance?

  /// Both kinds of tokens as one limit.
  var tokens: Allowance? {
    guard let inputTokens, let outputTokens else { return inputTokens ?? outputTokens }
    return Allowance(
      limit: inputTokens.limit + outputTokens.limit,
      remaining: inputTokens.remaining + outputTokens.remaining,
      full: max(inputTokens.full, outputTokens.full))
  }
}
