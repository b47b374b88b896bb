/// What a provider counts per minute.
enum RateLimit: String, CaseIterable, Sendable {
  case requests
  case inputTokens
  case outputTokens

  /// The limit in words, as the vendors' messages have it.
  var words: String {
    switch self {
    case .requests: "requests per minute"
    case .inputTokens: "input tokens per minute"
    case .outputTokens: "output tokens per minute"
    }
  }
}
