/// One block of an answer's content; a delta never spans two of them.
struct ScriptBlock: Sendable, Equatable {
  /// What a block holds.
  enum Kind: Sendable, Equatable {
    /// What the model thinks before it answers.
    case thinking
    /// The answer.
    case text
    /// A call of one of the client's tools; the bytes are the JSON of its input.
    case tool(id: String, name: String)
  }

  /// What its deltas are called; unlike the kind it costs nothing to pass on.
  enum Channel: Sendable, Equatable {
    case thinking
    case text
    case toolInput
  }

  let kind: Kind
  /// The whole content, in UTF-8.
  let bytes: [UInt8]
  /// What it is sold for.
  let tokens: Int

  /// A block of those bytes; only a cut inside a scalar makes its tokens differ from their count.
  init(_ kind: Kind, _ bytes: [UInt8], tokens: Int? = nil) {
    self.kind = kind
    self.bytes = bytes
    self.tokens = tokens ?? Tokenizer.tokens(inBytes: bytes.count)
  }

  /// What its deltas are called.
  var channel: Channel {
    switch kind {
    case .thinking: .thinking
    case .text: .text
    case .tool: .toolInput
    }
  }
}
