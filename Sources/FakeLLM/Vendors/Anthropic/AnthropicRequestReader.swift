import Wire

/// Reads and checks a request of the Messages API, in the order in which the real one complains.
///
/// First come key and version, then all fields in the order of their declaration, then unknown
/// fields, then whether the model exists, and last what the fields say together.
struct AnthropicRequestReader {
  /// What a request is for.
  enum Purpose {
    case answer
    /// Only its input's tokens are asked for.
    case count
  }

  let models: ModelCatalog
  let apiKeys: [String]?
  /// Whether `anthropic-version` has to be sent.
  var needsVersion = true

  func read(
    _ head: HTTPRequestHead, _ body: [UInt8], for purpose: Purpose = .answer
  ) throws(ProviderError) -> GenerationRequest {
    let key = try key(head.fields)
    let version = try version(head.fields)
    let body = try RequestObject<AnthropicWords>(Self.parse(body), at: .body)
    var request = try request(body, version, purpose)
    request.apiKey = key
    return request
  }

  // MARK: Header fields

  /// The key of a request, if it is accepted.
  func key(_ fields: HTTPFields) throws(ProviderError) -> String {
    guard let key = Credentials.key(in: fields) else {
      throw AnthropicErrors.unauthenticated("x-api-key header is required")
    }
    guard Credentials.accepts(key, among: apiKeys) else {
      throw AnthropicErrors.unauthenticated("invalid x-api-key")
    }
    return key
  }

  /// The version of the API that a request speaks.
  func version(_ fields: HTTPFields) throws(ProviderError) -> AnthropicVersion {
    guard let text = fields["anthropic-version"] else {
      guard needsVersion else { return .of2023 }
      throw AnthropicErrors.invalid("anthropic-version: header is required")
    }
    guard let version = AnthropicVersion(rawValue: text) else {
      throw AnthropicErrors.invalid("anthropic-version: \"\(text)\" is not a valid version")
    }
    return version
  }

  // MARK: Body

  private static func parse(_ body: [UInt8]) throws(ProviderError) -> JSONValue {
    do {
      return try RequestBody.parse(body)
    } catch {
      throw AnthropicErrors.invalid("The request body is not valid JSON: \(error)")
    }
  }

  private static let namesOfBoth = [
    "model", "messages", "system", "tools", "tool_choice", "thinking", "output_config", "speed",
    "cache_control",
  ]
  private static let namesOfAnswers = [
    "max_tokens", "stop_sequences", "stream", "metadata", "service_tier", "container",
    "diagnostics", "inference_geo",
  ]
  private static let namesOf2023 = ["temperature", "top_p", "top_k"]

  private func request(
    _ body: RequestObject<AnthropicWords>, _ version: AnthropicVersion, _ purpose: Purpose
  ) throws(ProviderError) -> GenerationRequest {
    let isAnswer = purpose == .answer
    let model = try body.text("model")
    let maxTokens = isAnswer ? try body.int("max_tokens", in: 0...Int.max) : 0
    let messages = try AnthropicMessages(body, version)
    let system = try body.optional("system").map { value throws(ProviderError) in
      try AnthropicBlocks(version, isAssistant: false).read(value, at: body.path["system"]).text
    }
    var request = GenerationRequest(
      model: model, maxTokens: maxTokens, prompt: "", subject: messages.subject)
    if isAnswer { try readAnswer(body, version, into: &request) }
    let tools = try AnthropicTools(body)
    let thinking = try AnthropicThinking(body)
    try checkOutput(body)
    let known = Self.namesOfBoth + (isAnswer ? Self.namesOfAnswers : [])
    try body.refuseUnknown(known + (isAnswer && version == .of2023 ? Self.namesOf2023 : []))

    request.prompt = ((system.map { [$0] } ?? []) + messages.texts + tools.texts)
      .joined(separator: "\n")
    (request.tools, request.toolChoice) = (tools.names, tools.choice)
    (request.wantsThinking, request.hidesThinking) = (thinking.isWanted, thinking.isHidden)
    guard let name = models.name(for: model) else {
      throw AnthropicErrors.unknownModel(model)
    }
    request.model = name
    let limits = AnthropicRules(model: ClaudeModel(name), isAnswer: isAnswer)
    if let fault = limits.fault(request, messages, tools, thinking) { throw fault }
    request.window = limits.model?.contextWindow
    return request
  }

  /// The fields that only a request for an answer has, but for its tools and its thinking.
  private func readAnswer(
    _ body: RequestObject<AnthropicWords>, _ version: AnthropicVersion,
    into request: inout GenerationRequest
  ) throws(ProviderError) {
    request.stopSequences = try body.texts("stop_sequences")
    request.isStream = try body.flag("stream")
    if let metadata = try body.optionalObject("metadata") {
      _ = try metadata.optionalText("user_id")
      try metadata.refuseUnknown(["user_id"])
    }
    _ = try body.optionalText("service_tier", among: ["auto", "standard_only"])
    guard version == .of2023 else { return }
    _ = try body.optionalNumber("temperature", in: 0...1)
    _ = try body.optionalNumber("top_p", in: 0...1)
    _ = try body.optionalInt("top_k", in: 0...Int.max)
  }

  private func checkOutput(_ body: RequestObject<AnthropicWords>) throws(ProviderError) {
    _ = try body.optionalText("speed", among: ["standard", "fast"])
    guard let output = try body.optionalObject("output_config") else { return }
    _ = try output.optionalText("effort", among: ["low", "medium", "high", "xhigh", "max"])
    if let format = try output.optionalObject("format") {
      _ = try format.type(among: ["json_schema"])
      _ = try format.object("schema")
    }
  }
}
