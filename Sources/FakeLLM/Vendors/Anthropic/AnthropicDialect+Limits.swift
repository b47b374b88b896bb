extension AnthropicDialect {
  var vendor: String { "anthropic" }

  func refusal(_ breach: LimitBreach) -> ProviderError {
    switch breach {
    case .rate(let limit, let perMinute, let wait):
      var error = failure(status: 429)
      error.message += " of \(perMinute) \(limit.words) per minute"
      error.retryAfter = wait
      return error
    case .spendCap:
      // No `retry-after`: waiting does not help.
      return failure(kind: "enforced_spend_limit_reached")
    case .overload: return failure(status: 529)
    }
  }
}
