import Wire

/// The fake's only tokenizer: three bytes of ASCII text are one token.
///
/// The history has 4096 tokens for about 12 kB of JSON. Real tokenizers differ from text to text; a
/// fixed size lets a test say exactly how many tokens a text has.
package enum Tokenizer {
  /// The bytes of a token.
  package static let bytesPerToken = 3

  /// The tokens of a text of that many bytes; the last one may be shorter.
  package static func tokens(inBytes byteCount: Int) -> Int {
    (byteCount + bytesPerToken - 1) / bytesPerToken
  }

  /// Where a run of tokens stands in a text of that many bytes, as far as the text goes.
  static func bytes(of tokens: Range<Int>, in byteCount: Int) -> Range<Int> {
    // A request may ask for any number of tokens, so nothing is multiplied before it is held.
    let held = tokens.clamped(to: 0..<Self.tokens(inBytes: byteCount))
    let start = held.lowerBound * bytesPerToken
    return start..<min(held.upperBound * bytesPerToken, byteCount)
  }
}
