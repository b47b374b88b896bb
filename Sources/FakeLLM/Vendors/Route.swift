import Wire

/// Where a request goes, by its method and path.
enum Route {
  /// A call for text in a vendor's dialect.
  case completion(any Dialect)
  /// An error without a look at the body.
  case error(ProviderError, any Dialect)

  /// The way of a request; the query does not matter.
  init(_ head: HTTPRequestHead, _ anthropic: AnthropicDialect, _ zhipu: ZhipuDialect) {
    let isPost = head.method == "POST"
    switch head.path {
    case "/v1/messages":
      self = isPost ? .completion(anthropic) : .error(AnthropicErrors.wrongMethod, anthropic)
    case "/api/paas/v4/chat/completions":
      self = isPost ? .completion(zhipu) : .error(ZhipuErrors.wrongMethod, zhipu)
    case let path where path.hasPrefix("/api/paas/"):
      self = .error(ZhipuErrors.failure(status: 404), zhipu)
    default:
      self = .error(AnthropicErrors.failure(status: 404), anthropic)
    }
  }
}
