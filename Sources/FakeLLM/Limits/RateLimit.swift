/// What a provider counts per minute.
enum RateLimit: Sendable {
  case requests
  case inputTokens
  case outputTokens

  /// What is counted, in words.
  var words: String {
    switch self {
    case .requests: "requests"
    case .inputTokens: "input tokens"
    case .outputTokens: "output tokens"
    }
  }
}
