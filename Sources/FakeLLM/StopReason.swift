/// Why a complete answer ended.
package enum StopReason: Sendable, Equatable {
  /// The model had said all it wanted.
  case endTurn
  /// The request's limit came first.
  case maxTokens
  /// The next text would have been one of the request's stop sequences.
  case stopSequence(String)
  /// The client is to run one of its tools.
  case toolUse
  /// A tool on the vendor's side has been called too often in this turn.
  case pauseTurn
  /// The model declined.
  case refusal
  /// Prompt and answer together filled the model's window.
  case contextWindowExceeded
  /// A value as it is on the wire, for what only one vendor has, such as Zhipu's `network_error`.
  case verbatim(String)

  /// The value of `stop_reason` in Anthropic's API.
  package var anthropicName: String {
    switch self {
    case .endTurn: "end_turn"
    case .maxTokens: "max_tokens"
    case .stopSequence: "stop_sequence"
    case .toolUse: "tool_use"
    case .pauseTurn: "pause_turn"
    case .refusal: "refusal"
    case .contextWindowExceeded: "model_context_window_exceeded"
    case .verbatim(let name): name
    }
  }

  /// The value of `finish_reason` in OpenAI's API.
  package var openAIName: String {
    switch self {
    case .endTurn, .stopSequence, .pauseTurn: "stop"
    case .maxTokens, .contextWindowExceeded: "length"
    case .toolUse: "tool_calls"
    case .refusal: "content_filter"
    case .verbatim(let name): name
    }
  }

  /// The value of `finish_reason` in Zhipu's API; a refusal is its moderation's `sensitive`.
  package var zhipuName: String {
    switch self {
    case .refusal: "sensitive"
    case .contextWindowExceeded: anthropicName
    default: openAIName
    }
  }
}
