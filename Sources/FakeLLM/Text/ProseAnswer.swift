/// An answer in plain sentences, as of a model that forgot it was to write JSON.
enum ProseAnswer {
  /// The shortest such answer, in tokens.
  static let minimumTokens = 10

  /// Sentences of exactly that many tokens.
  static func text(tokens: Int, _ vocabulary: inout Vocabulary) -> [UInt8] {
    precondition(tokens >= minimumTokens, "prose needs \(minimumTokens) tokens, not \(tokens)")
    let opening = "Here is my plan: "
    let rest = tokens * Tokenizer.bytesPerToken - opening.utf8.count - 1
    return Array((opening + vocabulary.phrase(byteCount: rest) + ".").utf8)
  }
}
