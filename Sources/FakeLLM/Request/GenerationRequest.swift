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
  /// The names of the tools that the client offers.
  var tools: [String] = []
  /// Which of them the model is to call.
  var toolChoice = ToolChoice.auto
  /// Whether the model is asked to think before it answers.
  var wantsThinking = false
  /// Whether what it thinks is to be signed but not shown.
  var hidesThinking = false
  /// The tokens of prompt and answer together that the model has room for, where that is known.
  var window: Int?
  /// Whether a stream is to carry its usage, where the vendor makes that a choice.
  var wantsUsage = true
  /// Whether a call of a tool may come in parts, where the vendor makes that a choice.
  var streamsTools = false
  /// The key it came with, which also names the account.
  var apiKey = ""
  /// The id the client gave the call in its body, where the vendor has such a field.
  var clientID: String?
  /// The tokens of a prompt that is not kept.
  private(set) var countedTokens: Int?

  /// What the client says about its tools.
  enum ToolChoice: Sendable, Equatable {
    case auto
    case none
    /// Some tool must be called.
    case any
    case named(String)
  }

  /// The most tokens that are generated, and the reason why there are no more.
  var ceiling: (tokens: Int, reason: StopReason) {
    guard let window, window - inputTokens < maxTokens else { return (maxTokens, .maxTokens) }
    return (max(0, window - inputTokens), .contextWindowExceeded)
  }

  /// The input's tokens, as they are sold.
  var inputTokens: Int { countedTokens ?? Tokenizer.tokens(inBytes: prompt.utf8.count) }

  /// The request without its texts, for as long as its answer takes: they may be long.
  var withoutTexts: GenerationRequest {
    var short = self
    short.countedTokens = inputTokens
    (short.prompt, short.subject, short.stopSequences, short.tools) = ("", "", [], [])
    return short
  }
}
