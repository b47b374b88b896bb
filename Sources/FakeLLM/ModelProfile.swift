import World

/// How one model writes: how soon, how fast, how much.
package struct ModelProfile: Sendable, Equatable {
  /// The name that requests ask for.
  package var name: String
  /// Seconds from the complete request to the first token.
  package var firstToken: Distribution
  /// Output tokens per second; drawn once per call, constant within it.
  package var tokensPerSecond: Distribution
  /// The tokens of an answer that nothing cuts.
  package var outputTokens: Distribution
  /// Tokens in one event of a stream; the last event may hold fewer.
  package var tokensPerDelta: Int
  /// The share of calls that the model refuses, from 0 to 1.
  package var refusalShare: Double

  /// A model of those traits.
  package init(
    name: String, firstToken: Distribution, tokensPerSecond: Distribution,
    outputTokens: Distribution, tokensPerDelta: Int = 3, refusalShare: Double = 0
  ) {
    precondition(tokensPerDelta > 0, "an event of \(tokensPerDelta) tokens says nothing: use 1")
    self.name = name
    self.firstToken = firstToken
    self.tokensPerSecond = tokensPerSecond
    self.outputTokens = outputTokens
    self.tokensPerDelta = tokensPerDelta
    self.refusalShare = refusalShare
  }
}
