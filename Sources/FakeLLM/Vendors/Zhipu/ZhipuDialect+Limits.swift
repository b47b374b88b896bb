extension ZhipuDialect {
  var vendor: String { "zhipu" }

  func refusal(_ breach: LimitBreach) -> ProviderError {
    Self.refusal(breach)
  }

  /// Its pages name no header that says how long to wait.
  static func refusal(_ breach: LimitBreach) -> ProviderError {
    switch breach {
    case .rate(.requests, _, _): ZhipuErrors.failure(kind: "1302")
    case .rate: ZhipuErrors.failure("1302", "Rate limit reached for tokens")
    case .spendCap: ZhipuErrors.failure(kind: "1113")
    case .overload: ZhipuErrors.failure(kind: "1305")
    }
  }
}
