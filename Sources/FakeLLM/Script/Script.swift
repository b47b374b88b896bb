import World

/// All that a generation will do, decided before its first token.
struct Script: Sendable {
  /// The content that goes out, cut to the tokens that are generated.
  let blocks: [ScriptBlock]
  /// The tokens that are generated.
  let tokens: Int
  /// How it ends.
  var ending: ScriptEnding
  /// When its tokens are ready.
  var pace: ScriptPace
  /// How much is in one event of a stream.
  var deltaSize: DeltaSize
  /// The bytes of one write; nil writes whole events.
  var writeBytes: Int?
  /// Where the spaces in each event come from; nil for none.
  var padding: RandomStream?
  /// What goes wrong on the way, in the order of its tokens.
  var faults: [PlacedFault] = []
  /// What its end lacks.
  var omissions: StreamOmissions = []

  init(
    _ blocks: [ScriptBlock], _ ending: ScriptEnding, _ pace: ScriptPace, deltaSize: DeltaSize
  ) {
    self.blocks = blocks
    tokens = blocks.reduce(0) { $0 + $1.tokens }
    self.ending = ending
    self.pace = pace
    self.deltaSize = deltaSize
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
