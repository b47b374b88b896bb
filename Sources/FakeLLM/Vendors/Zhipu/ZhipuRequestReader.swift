import Wire

/// Reads and checks a request for a chat completion; fields it does not know are ignored.
struct ZhipuRequestReader {
  let models: [String]
  let apiKeys: [String]?

  func read(
    _ head: HTTPRequestHead, _ body: [UInt8]
  ) throws(ProviderError) -> GenerationRequest {
    try checkKey(head.fields)
    let body = try parse(body)
    guard let model = field("model", of: body)?.stringValue else {
      throw ZhipuErrors.invalid("1213", "The field model was not received")
    }
    guard models.contains(model) else {
      throw ZhipuErrors.invalid("1211", "The model \(model) does not exist")
    }
    try refuseStream(body)
    let (prompt, subject) = try texts(body)
    return GenerationRequest(
      model: model, maxTokens: try maxTokens(body), prompt: prompt, subject: subject,
      stopSequences: try stopWords(body), clientID: field("request_id", of: body)?.stringValue)
  }

  private func checkKey(_ fields: HTTPFields) throws(ProviderError) {
    guard let key = Credentials.bearer(in: fields) else {
      throw ProviderError(
        status: 401, kind: "1001", message: "No authentication was received in the header")
    }
    guard Credentials.accepts(key, among: apiKeys) else {
      throw ZhipuErrors.failure(status: 401)
    }
  }

  private func parse(_ body: [UInt8]) throws(ProviderError) -> JSONValue {
    let value: JSONValue
    do {
      value = try JSONValue.parse(body)
    } catch {
      throw ZhipuErrors.invalid("1210", "The body is not valid JSON: \(error)")
    }
    guard value.objectValue != nil else {
      throw ZhipuErrors.invalid("1210", "The body is not an object")
    }
    return value
  }

  /// A field, where null counts as absent: the vendor's own client sends nulls.
  private func field(_ name: String, of body: JSONValue) -> JSONValue? {
    guard let value = body[name], !value.isNull else { return nil }
    return value
  }

  private func refuseStream(_ body: JSONValue) throws(ProviderError) {
    guard let value = field("stream", of: body) else { return }
    guard let isStream = value.boolValue else { throw invalid("stream") }
    guard !isStream else {
      throw ZhipuErrors.invalid(
        "1210", "Streaming is not available on this fake: send stream false")
    }
  }

  private func maxTokens(_ body: JSONValue) throws(ProviderError) -> Int {
    let most = FakeLLMLimits.zhipuMaxTokens
    guard let value = field("max_tokens", of: body) else { return most }
    guard let maxTokens = value.intValue, 1...most ~= maxTokens else {
      throw invalid("max_tokens")
    }
    return maxTokens
  }

  private func stopWords(_ body: JSONValue) throws(ProviderError) -> [String] {
    guard let value = field("stop", of: body) else { return [] }
    // The API takes a list, yet only of one word.
    guard let list = value.arrayValue, list.count <= 1 else { throw invalid("stop") }
    guard let first = list.first else { return [] }
    guard let word = first.stringValue else { throw invalid("stop") }
    return [word]
  }

  private func texts(
    _ body: JSONValue
  ) throws(ProviderError) -> (prompt: String, subject: String) {
    guard let messages = field("messages", of: body)?.arrayValue, !messages.isEmpty else {
      throw ZhipuErrors.invalid("1213", "The field messages was not received")
    }
    var texts: [String] = []
    var subject: String?
    for message in messages {
      guard let role = message["role"]?.stringValue,
        ["system", "user", "assistant", "tool"].contains(role)
      else { throw invalid("messages") }
      let text = message["content"]?.stringValue ?? ""
      texts.append(text)
      if role == "user" { subject = text }
    }
    // System and assistant messages alone ask for nothing.
    guard let subject else { throw invalid("messages") }
    return (texts.joined(separator: "\n"), subject)
  }

  private func invalid(_ name: String) -> ProviderError {
    ZhipuErrors.invalid("1214", "The field \(name) is invalid")
  }
}
