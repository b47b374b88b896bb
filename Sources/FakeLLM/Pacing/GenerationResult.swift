import Wire
import World

/// How a generation went.
struct GenerationResult: Sendable, Equatable {
  /// How it ended.
  var end: ProviderCallEnd
  /// When it ended.
  var ended: Instant
  /// When its first token was ready.
  var firstToken: Instant?
  /// Tokens that were generated.
  var tokens: Int
  /// The fingerprint of the text that was sent; nil when it is not known which bytes were text.
  var text: ByteFingerprint?
}

extension GenerationResult {
  /// The result of a call for which nothing was generated.
  init(nothing end: ProviderCallEnd, at instant: Instant) {
    self.init(end: end, ended: instant, tokens: 0, text: ByteFingerprint())
  }
}
