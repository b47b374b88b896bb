import World

/// When the tokens of a script are ready, from the call's turn on.
struct ScriptPace: Sendable {
  /// Time from the complete request to the first token.
  var firstToken: Duration
  /// The speed of generation while the model is not loaded.
  var tokensPerSecond: Double
  /// By how much each token is off, in seconds; nil for not at all.
  var jitter: Distribution?
  /// Where the jitter comes from.
  var random: RandomStream
}
