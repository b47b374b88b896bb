import World

/// How one model writes: how soon, how fast, how much, and for how many at once.
package struct ModelProfile: Sendable, Equatable {
  /// The name that requests ask for.
  package var name: String
  /// Seconds from the complete request to the first token.
  package var firstToken: Distribution
  /// What each token of the prompt adds to that.
  package var perPromptToken = Duration.zero
  /// Output tokens per second; drawn once per call, constant within it while the load is.
  package var tokensPerSecond: Distribution
  /// Seconds by which each token of a stream is off: its median is taken off each draw.
  package var jitter: Distribution?
  /// The tokens of an answer that nothing cuts.
  package var outputTokens: Distribution
  /// The tokens of thinking in front of it, if the request asks for that.
  package var reasoningTokens = Distribution.constant(0)
  /// Tokens in one event of a stream; the last event may hold fewer.
  package var tokensPerDelta: Int
  /// Whether Anthropic's events hide their length behind 0 to 16 spaces, as the real ones do.
  package var isPadded = false
  /// The share of calls that the model refuses, from 0 to 1.
  package var refusalShare: Double
  /// What its tokens cost; nil where that is not known.
  package var price: TokenPrice?
  /// How many calls it can take.
  package var capacity = ModelCapacity()

  /// A model of those traits, which writes for any number of calls at once.
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
