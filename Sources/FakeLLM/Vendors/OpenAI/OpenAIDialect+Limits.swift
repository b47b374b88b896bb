extension OpenAIDialect {
  var vendor: String { "openai" }

  func refusal(_ breach: LimitBreach) -> ProviderError {
    switch breach {
    case .rate(let limit, let perMinute, let wait):
      let kind = limit == .requests ? "requests" : "tokens"
      var error = failure(kind: kind)
      error.message = "Rate limit reached for \(kind): Limit \(perMinute) per min."
      if let wait { error.message += " Please try again in \(OpenAIFields.spelled(wait))." }
      error.retryAfter = wait
      return error
    case .spendCap: return failure(kind: "insufficient_quota")
    case .overload: return failure(status: 503)
    }
  }
}
