import Wire

/// Where a request goes, by its method and path; the query does not matter.
///
/// Indirect, as whoever waits for the body would hold all of it.
indirect enum Route {
  /// A call for text in a vendor's dialect.
  case completion(any Dialect)
  /// A request that is answered without a generation.
  case plain(any PlainEndpoint, any Dialect)
  /// An error without a look at the body.
  case error(ProviderError, any Dialect)

  /// The way of a request.
  init(_ head: HTTPRequestHead, _ vendors: Vendors) {
    let dialect = Self.dialect(of: head, vendors)
    guard let (method, route) = Self.known(head, vendors) else {
      self = .error(dialect.failure(status: 404), dialect)
      return
    }
    guard head.method == method else {
      var error = dialect.failure(status: 405)
      error.allow = method
      self = .error(error, dialect)
      return
    }
    self = route
  }

  /// Whether it leads nowhere.
  @inline(never)
  var isError: Bool {
    if case .error = self { true } else { false }
  }

  /// The dialect of a path, also of one that leads nowhere.
  static func dialect(of head: HTTPRequestHead, _ vendors: Vendors) -> any Dialect {
    let path = head.path
    if path.hasPrefix("/api/anthropic/") { return vendors.zhipuAnthropic }
    if path.hasPrefix("/api/") { return vendors.zhipu }
    if path.hasPrefix("/v1/chat/") { return vendors.openAI }
    // Other paths below /v1 may be of either vendor, and their clients differ in these fields.
    let isAnthropic = (head.fields["anthropic-version"] ?? head.fields["x-api-key"]) != nil
    let isOpenAI = path.hasPrefix("/v1/") && !isAnthropic && head.fields["authorization"] != nil
    return isOpenAI && !path.hasPrefix("/v1/messages") ? vendors.openAI : vendors.anthropic
  }

  /// The way of a path and the method that it is for.
  private static func known(
    _ head: HTTPRequestHead, _ vendors: Vendors
  ) -> (method: String, route: Route)? {
    let (claude, glm) = (vendors.anthropic, vendors.zhipuAnthropic)
    switch head.path {
    case "/v1/messages": return ("POST", .completion(claude))
    case "/v1/messages/count_tokens":
      return ("POST", .plain(AnthropicTokenCount(reader: claude.reader), claude))
    case "/v1/chat/completions": return ("POST", .completion(vendors.openAI))
    case "/api/paas/v4/chat/completions", "/api/coding/paas/v4/chat/completions":
      return ("POST", .completion(vendors.zhipu))
    case "/api/anthropic/v1/messages": return ("POST", .completion(glm))
    case "/api/anthropic/v1/messages/count_tokens":
      return ("POST", .plain(AnthropicTokenCount(reader: glm.reader), glm))
    default: return models(head, vendors).map { ("GET", $0) }
    }
  }

  /// The list of models or one of them, which two vendors have under one path.
  private static func models(_ head: HTTPRequestHead, _ vendors: Vendors) -> Route? {
    let list = "/v1/models"
    guard head.path == list || head.path.hasPrefix(list + "/") else { return nil }
    let name = QueryItems.decoded(head.path.dropFirst(list.utf8.count + 1))
    let id = name.isEmpty ? nil : name
    let dialect = dialect(of: head, vendors)
    if dialect is OpenAIDialect {
      return .plain(OpenAIModels(reader: vendors.openAI.reader, id: id), dialect)
    }
    return .plain(AnthropicModels(reader: vendors.anthropic.reader, id: id), dialect)
  }
}
