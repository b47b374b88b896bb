extension ZhipuDialect {
  var vendor: String { "zhipu" }

  /// Its pages name no header that says how long to wait.
  func refusal(_ breach: LimitBreach) -> ProviderError {
    let (code, message) =
      switch breach {
      case .rate(.requests, _, _): ("1302", "Rate limit reached for requests")
      case .rate: ("1302", "Rate limit reached for tokens")
      case .spendCap: ("1113", "Your account is in arrears: recharge it and try again")
      case .overload: ("1305", "The API has too many requests at the moment")
      }
    return ProviderError(status: 429, kind: code, message: message)
  }
}
