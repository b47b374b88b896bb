import Wire
import World

/// What the provider knows of one call once it is over: its side of the books.
package struct ProviderCall: Sendable, Equatable {
  /// The number of the call, from 1, in the order of complete requests; refused ones count too.
  package var number: Int
  /// The `x-request-id` the call came with.
  package var requestID: String?
  /// The model asked for; empty when the request was refused.
  package var model: String
  /// The request's limit of output tokens; 0 when the request was refused.
  package var maxTokens: Int
  /// The tokens of the request, by the provider's count; 0 when it was refused.
  package var inputTokens: Int
  /// Whether a stream was asked for; false when the request was refused.
  package var isStream: Bool
  /// When the request was complete.
  package var started: Instant
  /// When the first token was ready; nil when none was.
  package var firstToken: Instant?
  /// When the provider was done with the call.
  package var ended: Instant
  /// Tokens generated, and so sold, whether or not the client took them.
  package var outputTokens: Int
  /// The fingerprint of the text that was sent; nil when a cassette was played.
  package var text: ByteFingerprint?
  /// How the call ended.
  package var end: ProviderCallEnd
}
