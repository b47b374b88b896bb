extension AnthropicDialect {
  var vendor: String { "anthropic" }

  func refusal(_ breach: LimitBreach) -> ProviderError {
    switch breach {
    case .rate(let limit, let perMinute, let wait):
      var error = failure(status: 429)
      error.message =
        "This request would exceed your organization's rate limit of \(perMinute) \(limit.words)"
      error.retryAfter = wait
      return error
    case .spendCap:
      // No `retry-after`: waiting does not help.
      var error = failure(status: 429)
      error.message = "You have reached your organization's spend limit"
      error.code = "enforced_spend_limit_reached"
      return error
    case .overload: return failure(status: 529)
    }
  }
}
