/// What a check can ask about the requests of a run.
enum Metric: String, CaseIterable, Sendable {
  /// Time to first token, from the planned start.
  case ttft
  /// Inter-token latency: each gap between two tokens of a stream.
  case itl
  /// End to end: from the planned start to the end of the answer.
  case e2e
  /// Tokens that the provider sold for the request.
  case outputTokens
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
  }

  /// What the values count.
  var unit: Unit {
    self == .outputTokens ? .tokens : .nanoseconds
  }
}
