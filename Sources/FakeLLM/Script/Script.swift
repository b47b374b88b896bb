import World

/// All that a generation will do, decided before its first token.
struct Script: Sendable, Equatable {
  /// The text that goes out, cut to the tokens that are generated.
  var text: [UInt8]
  /// How it ends.
  var ending: ScriptEnding
  /// Time from the complete request to the first token.
  var firstToken: Duration
  /// Generation speed.
  var tokensPerSecond: Double
  /// Tokens in one event of a stream.
  var tokensPerDelta: Int

  /// The tokens that are generated.
  var tokens: Int { Tokenizer.tokens(inBytes: text.count) }

  /// Whether the message has a block of text; an empty complete answer has none.
  var hasText: Bool {
    if case .complete = ending { !text.isEmpty } else { true }
  }
}
