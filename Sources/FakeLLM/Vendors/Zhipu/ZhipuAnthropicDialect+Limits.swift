extension ZhipuAnthropicDialect {
  var vendor: String { "zhipu" }

  func refusal(_ breach: LimitBreach) -> ProviderError {
    ZhipuDialect.refusal(breach)
  }
}
