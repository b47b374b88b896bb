/// What a check can ask about the requests of a run.
enum Metric: String, CaseIterable, Sendable {
  /// Time to first token, from the planned start.
  case ttft
  /// Inter-token latency: each gap between two tokens of a stream.
  case itl
  /// Time per output token: from the first token to the end, by the tokens behind the first.
  case tpot
  /// End to end: from the planned start to the end of the answer.
  case e2e
  /// Tokens that the provider sold for the request.
  case outputTokens
  /// What the provider asks for the request's calls.
  case cost
  /// Bytes of the answer's body that reached the user, without their framing.
  case bytes
  /// The longest silence on a stream, keep-alive comments counted as sound.
  case gap
  /// Time left to the cap of the edge; zero for a request that reached it.
  case headroom
  /// How long the provider went on for nobody: behind the last who waited for the call and left.
  case upstreamLag

  /// What the values of a metric count.
  enum Unit: Sendable {
    /// Time.
    case nanoseconds
    /// Tokens of a model.
    case tokens
    /// Bytes.
    case bytes
    /// Billionths of a dollar, which a check writes in dollars.
    case nanodollars
  }

  /// What the values count.
  var unit: Unit {
    switch self {
    case .outputTokens: .tokens
    case .cost: .nanodollars
    case .bytes: .bytes
    case .ttft, .itl, .tpot, .e2e, .gap, .headroom, .upstreamLag: .nanoseconds
    }
  }
}
