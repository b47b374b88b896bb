/// Cuts an answer where a stop sequence or the request's limit comes first.
struct ScriptCut {
  private let limit: (tokens: Int, reason: StopReason)
  private let stopSequences: [String]

  /// A cut at so many tokens, for that reason, or before the first of some texts.
  init(_ limit: (tokens: Int, reason: StopReason), stopSequences: [String] = []) {
    self.limit = limit
    self.stopSequences = stopSequences
  }

  /// The blocks that are left, and why there are no more; nil if nothing was cut.
  func cut(_ blocks: [ScriptBlock]) -> (blocks: [ScriptBlock], reason: StopReason?) {
    var kept: [ScriptBlock] = []
    var reason: StopReason?
    var tokens = 0
    for block in blocks where reason == nil {
      var block = block
      (block, reason) = stopped(block)
      if tokens + block.tokens > limit.tokens {
        block = shortened(block, to: limit.tokens - tokens)
        reason = limit.reason
      }
      tokens += block.tokens
      if block.tokens > 0 { kept.append(block) }
    }
    return (kept, reason)
  }

  /// A text that ends before its first stop sequence; thinking and tools know none.
  private func stopped(_ block: ScriptBlock) -> (ScriptBlock, StopReason?) {
    guard block.channel == .text,
      let (sequence, offset) = StopSequences.first(of: stopSequences, in: block.bytes)
    else { return (block, nil) }
    return (ScriptBlock(block.kind, Array(block.bytes[..<offset])), .stopSequence(sequence))
  }

  private func shortened(_ block: ScriptBlock, to tokens: Int) -> ScriptBlock {
    let end = Tokenizer.bytes(of: 0..<tokens, in: block.bytes.count).upperBound
    // The tokens of a scalar that is cut were generated all the same, and are sold.
    let whole = UTF8Cut.down(end, in: block.bytes)
    return ScriptBlock(block.kind, Array(block.bytes[..<whole]), tokens: tokens)
  }
}
