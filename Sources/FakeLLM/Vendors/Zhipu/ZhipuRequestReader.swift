import HTTP
import Wire

/// Reads and checks a request for a chat completion; fields it does not know are ignored.
struct ZhipuRequestReader {
  let models: ModelCatalog
  let apiKeys: [String]?

  func read(
    _ head: HTTPRequestHead, _ body: [UInt8]
  ) throws(ProviderError) -> GenerationRequest {
    let key = try key(head.fields)
    let body = try RequestObject<ZhipuWords>(Self.parse(body), at: .body)
    let model = try body.text("model")
    guard let name = models.name(for: model) else {
      throw ZhipuErrors.failure(kind: "1211")
    }
    var request = try request(body, name)
    request.apiKey = key
    return request
  }

  /// The key of a request, if it is accepted: of a signed token the key that it names.
  func key(_ fields: HTTPFields) throws(ProviderError) -> String {
    guard let bearer = fields.bearerToken else {
      throw ZhipuErrors.failure(kind: "1001")
    }
    let token = ZhipuToken(bearer)
    let key = token?.apiKey ?? bearer
    guard let apiKeys else { return key }
    // A token names the part of a key before its dot, which is the key's id.
    let known = apiKeys.first { $0 == key || token != nil && $0.hasPrefix(key + ".") }
    guard let known else { throw ZhipuErrors.failure(kind: "1002") }
    return known
  }

  private static func parse(_ body: [UInt8]) throws(ProviderError) -> JSONValue {
    do {
      return try RequestBody.parse(body)
    } catch {
      throw ZhipuErrors.failure("1210", "The body is not valid JSON: \(error)")
    }
  }

  private static let roles = ["system", "user", "assistant", "tool"]
  private static let efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"]

  private func request(
    _ body: RequestObject<ZhipuWords>, _ model: String
  ) throws(ProviderError) -> GenerationRequest {
    let messages = try ChatMessages(body, roles: Self.roles)
    // System and assistant messages alone ask for nothing.
    guard let subject = messages.subject else { throw body.error(.empty, "messages") }
    let tools = try ChatTools(body)
    let most = FakeLLMLimits.zhipuMaxTokens
    var request = GenerationRequest(
      model: model, maxTokens: try body.optionalInt("max_tokens", in: 1...most) ?? most,
      prompt: (messages.texts + tools.texts).joined(separator: "\n"), subject: subject)
    guard request.inputTokens <= FakeLLMLimits.zhipuWindow else {
      throw ZhipuErrors.failure(kind: "1261")
    }
    request.window = FakeLLMLimits.zhipuWindow
    // Other choices are not on offer, and the real one ignores them.
    request.tools = tools.names
    request.isStream = try body.flag("stream")
    request.streamsTools = try body.flag("tool_stream")
    // The API takes a list, yet only of one word.
    request.stopSequences = try body.texts("stop")
    guard request.stopSequences.count <= 1 else {
      throw body.error(.tooMany(limit: 1, found: request.stopSequences.count), "stop")
    }
    if let thinking = try body.optionalObject("thinking") {
      request.wantsThinking =
        try thinking.optionalText("type", among: ["enabled", "disabled"]) == "enabled"
    }
    _ = try body.optionalText("reasoning_effort", among: Self.efforts)
    _ = try body.flag("do_sample")
    _ = try body.optionalNumber("temperature", in: 0...1)
    _ = try body.optionalNumber("top_p", in: 0...1)
    request.clientID = try body.optionalText("request_id")
    return request
  }
}
