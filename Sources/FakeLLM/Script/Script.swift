import World

/// All that a generation will do, decided before its first token.
struct Script: Sendable, Equatable {
  /// The content that goes out, cut to the tokens that are generated.
  let blocks: [ScriptBlock]
  /// The tokens that are generated.
  let tokens: Int
  /// How it ends.
  var ending: ScriptEnding
  /// What its end lacks.
  var omissions: StreamOmissions
  /// Time from the complete request to the first token.
  var firstToken: Duration
  /// Generation speed.
  var tokensPerSecond: Double
  /// Tokens in one event of a stream.
  var tokensPerDelta: Int

  init(
    _ blocks: [ScriptBlock], _ ending: ScriptEnding, omissions: StreamOmissions = [],
    firstToken: Duration, tokensPerSecond: Double, tokensPerDelta: Int
  ) {
    self.blocks = blocks
    tokens = blocks.reduce(0) { $0 + $1.tokens }
    self.ending = ending
    self.omissions = omissions
    self.firstToken = firstToken
    self.tokensPerSecond = tokensPerSecond
    self.tokensPerDelta = tokensPerDelta
  }

  /// The tokens that are thinking.
  var reasoningTokens: Int {
    blocks.reduce(0) { $0 + ($1.kind == .thinking ? $1.tokens : 0) }
  }

  /// The text of all blocks of one channel.
  func text(of channel: ScriptBlock.Channel) -> String {
    blocks.filter { $0.channel == channel }
      .map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
  }
}
