/// A valid request for text, without its vendor's spelling.
struct GenerationRequest: Sendable, Equatable {
  /// The model asked for; it is one of the provider's.
  var model: String
  /// The most tokens to generate; 0 generates nothing.
  var maxTokens: Int
  /// Whether the answer is to be streamed.
  var isStream = false
  /// All text of the request, system prompt first.
  var prompt: String
  /// The text of the last message of the user, which the answer is about.
  var subject: String
  /// Texts that end the answer before they would appear.
  var stopSequences: [String] = []
  /// The id the client gave the call in its body, where the vendor has such a field.
  var clientID: String?

  /// The input's tokens, as they are sold.
  var inputTokens: Int { Tokenizer.tokens(inBytes: prompt.utf8.count) }
}
