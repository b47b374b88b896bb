import Wire

/// Reads and checks a request of the Messages API, in the order in which the real one complains.
struct AnthropicRequestReader {
  let models: [String]
  let apiKeys: [String]?

  func read(
    _ head: HTTPRequestHead, _ body: [UInt8]
  ) throws(ProviderError) -> GenerationRequest {
    try checkKey(head.fields)
    let version = try version(head.fields)
    let members = try members(body)
    try checkNames(members, version)
    let request = try request(JSONValue.object(members))
    guard models.contains(request.model) else {
      throw ProviderError(
        status: 404, kind: "not_found_error", message: "model: \(request.model)")
    }
    return request
  }

  // MARK: Header fields

  private func checkKey(_ fields: HTTPFields) throws(ProviderError) {
    let kind = "authentication_error"
    guard let key = Credentials.key(in: fields) else {
      throw ProviderError(status: 401, kind: kind, message: "x-api-key header is required")
    }
    guard Credentials.accepts(key, among: apiKeys) else {
      throw ProviderError(status: 401, kind: kind, message: "invalid x-api-key")
    }
  }

  /// The versions differ in whether sampling parameters are known.
  private enum Version: String {
    case of2023 = "2023-06-01"
    case of2026 = "2026-10-21"
  }

  private func version(_ fields: HTTPFields) throws(ProviderError) -> Version {
    guard let text = fields["anthropic-version"] else {
      throw AnthropicErrors.invalid("anthropic-version: header is required")
    }
    guard let version = Version(rawValue: text) else {
      throw AnthropicErrors.invalid("anthropic-version: \"\(text)\" is not a valid version")
    }
    return version
  }

  // MARK: Body

  private static let names = [
    "model", "max_tokens", "messages", "system", "stop_sequences", "stream", "metadata", "tools",
    "tool_choice", "thinking", "output_config", "service_tier", "speed", "cache_control",
    "container", "diagnostics", "inference_geo",
  ]
  private static let namesOf2023 = ["temperature", "top_p", "top_k"]

  private func members(_ body: [UInt8]) throws(ProviderError) -> [JSONMember] {
    let value: JSONValue
    do {
      value = try JSONValue.parse(body)
    } catch {
      throw AnthropicErrors.invalid("The request body is not valid JSON: \(error)")
    }
    guard let members = value.objectValue else {
      throw AnthropicErrors.invalid("Input should be an object")
    }
    return members
  }

  private func checkNames(_ members: [JSONMember], _ version: Version) throws(ProviderError) {
    for member in members where !Self.names.contains(member.key) {
      if version == .of2023, Self.namesOf2023.contains(member.key) { continue }
      throw AnthropicErrors.invalid("\(member.key): Extra inputs are not permitted")
    }
  }

  private func request(_ body: JSONValue) throws(ProviderError) -> GenerationRequest {
    guard let model = try required("model", of: body).stringValue else {
      throw AnthropicErrors.invalid("model: Input should be a valid string")
    }
    let maxTokens = try maxTokens(required("max_tokens", of: body))
    let messages = try AnthropicMessages(
      system: body["system"], messages: required("messages", of: body))
    return GenerationRequest(
      model: model, maxTokens: maxTokens, isStream: try isStream(body["stream"]),
      prompt: messages.prompt, subject: messages.subject,
      stopSequences: try stopSequences(body["stop_sequences"]))
  }

  private func required(_ name: String, of body: JSONValue) throws(ProviderError) -> JSONValue {
    guard let value = body[name] else {
      throw AnthropicErrors.invalid("\(name): Field required")
    }
    return value
  }

  private func maxTokens(_ value: JSONValue) throws(ProviderError) -> Int {
    guard let maxTokens = value.intValue else {
      throw AnthropicErrors.invalid("max_tokens: Input should be a valid integer")
    }
    // Zero is legal: it fills the prompt cache and generates nothing.
    guard maxTokens >= 0 else {
      throw AnthropicErrors.invalid(
        "max_tokens: Input should be greater than or equal to 0")
    }
    return maxTokens
  }

  private func isStream(_ value: JSONValue?) throws(ProviderError) -> Bool {
    guard let value, !value.isNull else { return false }
    guard let isStream = value.boolValue else {
      throw AnthropicErrors.invalid("stream: Input should be a valid boolean")
    }
    return isStream
  }

  private func stopSequences(_ value: JSONValue?) throws(ProviderError) -> [String] {
    guard let value, !value.isNull else { return [] }
    guard let elements = value.arrayValue else {
      throw AnthropicErrors.invalid("stop_sequences: Input should be a valid list")
    }
    var sequences: [String] = []
    for (index, element) in elements.enumerated() {
      guard let sequence = element.stringValue else {
        throw AnthropicErrors.invalid(
          "stop_sequences.\(index): Input should be a valid string")
      }
      sequences.append(sequence)
    }
    return sequences
  }
}
