import HTTP
import Wire

/// Reads and checks a request of OpenAI's chat completions; fields it does not know are ignored.
struct OpenAIRequestReader {
  let models: ModelCatalog
  let apiKeys: [String]?

  func read(
    _ head: HTTPRequestHead, _ body: [UInt8]
  ) throws(ProviderError) -> GenerationRequest {
    let key = try key(head.fields)
    let body = try RequestObject<OpenAIWords>(Self.parse(body), at: .body)
    guard body.optional("model") != nil else {
      throw OpenAIErrors.invalid("you must provide a model parameter")
    }
    var request = try request(body)
    request.apiKey = key
    guard let name = models.name(for: request.model) else {
      throw OpenAIErrors.unknownModel(request.model)
    }
    request.model = name
    return request
  }

  /// The key of a request, if it is accepted.
  func key(_ fields: HTTPFields) throws(ProviderError) -> String {
    guard let key = fields.bearerToken else {
      throw ProviderError(
        status: 401, kind: "invalid_request_error",
        message: "You didn't provide an API key: send it as Authorization: Bearer YOUR_KEY.")
    }
    guard Credentials.accepts(key, among: apiKeys) else {
      throw OpenAIErrors.failure(status: 401)
    }
    return key
  }

  private static func parse(_ body: [UInt8]) throws(ProviderError) -> JSONValue {
    do {
      return try RequestBody.parse(body)
    } catch {
      throw OpenAIErrors.invalid("We could not parse the JSON body of your request: \(error)")
    }
  }

  private static let roles = ["system", "assistant", "user", "function", "tool", "developer"]
  /// The documented limit.
  private static let stopsMax = 4

  private func request(
    _ body: RequestObject<OpenAIWords>
  ) throws(ProviderError) -> GenerationRequest {
    let model = try body.text("model")
    let messages = try ChatMessages(body, roles: Self.roles)
    let tools = try ChatTools(body)
    var request = GenerationRequest(
      model: model, maxTokens: try maxTokens(body),
      prompt: (messages.texts + tools.texts).joined(separator: "\n"),
      subject: messages.subject ?? messages.texts.last ?? "")
    (request.tools, request.toolChoice) = (tools.names, tools.choice)
    request.stopSequences = try stops(body)
    request.isStream = try body.flag("stream")
    request.wantsUsage = try wantsUsage(body, isStream: request.isStream)
    _ = try body.optionalNumber("temperature", in: 0...2)
    _ = try body.optionalNumber("top_p", in: 0...1)
    if let count = try body.optionalInt("n", in: 1...128), count > 1 {
      throw OpenAIErrors.invalid(
        "'n' is \(count), and this provider gives one choice: send 1.", "n",
        code: "unsupported_value")
    }
    return request
  }

  /// Without a limit the answer is as long as the model makes it.
  private func maxTokens(_ body: RequestObject<OpenAIWords>) throws(ProviderError) -> Int {
    let old = try body.optionalInt("max_tokens", in: 1...Int.max)
    let new = try body.optionalInt("max_completion_tokens", in: 1...Int.max)
    if old != nil, new != nil {
      throw OpenAIErrors.invalid(
        "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
        "max_tokens", code: "invalid_parameter_combination")
    }
    return old ?? new ?? Int.max
  }

  /// One text, or a list of a few.
  private func stops(_ body: RequestObject<OpenAIWords>) throws(ProviderError) -> [String] {
    guard let value = body.optional("stop") else { return [] }
    if let text = value.stringValue { return [text] }
    guard value.arrayValue != nil else {
      throw body.error(.wrongKind(.textOrList, found: value), "stop")
    }
    let texts = try body.texts("stop")
    guard texts.count <= Self.stopsMax else {
      throw body.error(.tooMany(limit: Self.stopsMax, found: texts.count), "stop")
    }
    return texts
  }

  private func wantsUsage(
    _ body: RequestObject<OpenAIWords>, isStream: Bool
  ) throws(ProviderError) -> Bool {
    guard let options = try body.optionalObject("stream_options") else { return !isStream }
    guard isStream else {
      throw OpenAIErrors.invalid(
        "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
        "stream_options")
    }
    return try options.flag("include_usage")
  }
}
