/// Why a complete answer ended.
package enum StopReason: Sendable, Equatable {
  /// The model had said all it wanted.
  case endTurn
  /// The request's limit came first.
  case maxTokens
  /// The next text would have been one of the request's stop sequences.
  case stopSequence(String)
  /// The model declined.
  case refusal

  /// The value of `stop_reason` in Anthropic's API.
  package var anthropicName: String {
    switch self {
    case .endTurn: "end_turn"
    case .maxTokens: "max_tokens"
    case .stopSequence: "stop_sequence"
    case .refusal: "refusal"
    }
  }

  /// The value of `finish_reason` in Zhipu's API; a refusal is its moderation's `sensitive`.
  package var zhipuName: String {
    switch self {
    case .endTurn, .stopSequence: "stop"
    case .maxTokens: "length"
    case .refusal: "sensitive"
    }
  }
}
