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
      let (whole, count) = (script.blocks[block].tokens, script.blocks[block].bytes.count)
      // Many scalars may be left of the last token.
      if tokens < whole || bytes < count { return cut(script) }
      tokensBefore += tokens
      block += 1
      (tokens, bytes) = (0, 0)
    }
    return nil
  }

  private mutating func cut(_ script: Script) -> Piece {
    let start = bytes
    let whole = script.blocks[block].tokens
    script.blocks[block].bytes.withUnsafeBufferPointer {
      switch script.deltaSize {
      case .tokens(let count): advance($0, byTokens: count, of: whole)
      case .scalars(let count): advance($0, byScalars: count, of: whole)
      }
    }
    return Piece(
      block: block, bytes: start..<bytes, tokensAfter: tokensBefore + tokens,
      isLast: tokens == whole && bytes == script.blocks[block].bytes.count)
  }

  private mutating func advance(_ content: ByteView, byTokens count: Int, of whole: Int) {
    tokens = min(tokens + count, whole)
    guard tokens < whole else { return bytes = content.count }
    let end = Tokenizer.bytes(of: 0..<tokens, in: content.count).upperBound
    bytes = max(bytes, UTF8Cut.down(end, in: content))
  }

  private mutating func advance(_ content: ByteView, byScalars count: Int, of whole: Int) {
    for _ in 0..<count where bytes < content.count {
      bytes = UTF8Cut.up(bytes + 1, in: content)
    }
    tokens = bytes == content.count ? whole : min(Tokenizer.tokens(inBytes: bytes), whole)
  }
}
