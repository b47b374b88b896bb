import Wire

/// Cuts the blocks of a script into the pieces that make one event each.
struct ScriptCursor {
  /// The content of one event.
  struct Piece: Equatable {
    /// The index of its block.
    var block: Int
    /// Where it stands in the block; empty when its tokens complete no scalar.
    var bytes: Range<Int>
    /// The tokens of the whole script that are generated once it is out.
    var tokensAfter: Int
    /// Whether it is its block's last.
    var isLast: Bool
  }

  private var block = 0
  private var bytes = 0
  private var tokens = 0
  /// The tokens of all blocks before this one.
  private var tokensBefore = 0

  /// The next piece; nil behind the last one.
  mutating func next(in script: Script) -> Piece? {
    while block < script.blocks.count {
      if tokens < script.blocks[block].tokens { return cut(script) }
      tokensBefore += tokens
      block += 1
      (tokens, bytes) = (0, 0)
    }
    return nil
  }

  private mutating func cut(_ script: Script) -> Piece {
    let whole = script.blocks[block].tokens
    let count = script.blocks[block].bytes.count
    let start = bytes
    tokens = min(tokens + script.tokensPerDelta, whole)
    bytes = count
    if tokens < whole {
      let end = Tokenizer.bytes(of: 0..<tokens, in: count).upperBound
      bytes = max(start, UTF8Cut.down(end, in: script.blocks[block].bytes))
    }
    return Piece(
      block: block, bytes: start..<bytes, tokensAfter: tokensBefore + tokens,
      isLast: tokens == whole)
  }
}
