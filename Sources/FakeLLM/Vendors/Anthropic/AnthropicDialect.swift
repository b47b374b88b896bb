import HTTP
import Wire
import World

/// Anthropic's Messages API (`POST /v1/messages`).
struct AnthropicDialect: Dialect {
  let toolIDPrefix = "toolu_01"
  /// Reads its requests, also those for other paths.
  let reader: AnthropicRequestReader

  init(_ configuration: FakeLLMConfiguration) {
    reader = AnthropicRequestReader(
      models: configuration.catalog, apiKeys: configuration.apiKeys)
  }

  func identity(at time: WallTime, random: RandomStream) -> CallIdentity {
    var random = random
    return CallIdentity(
      requestID: "req_01" + CallIdentity.letters(22, from: &random),
      messageID: "msg_01" + CallIdentity.letters(22, from: &random), created: time)
  }

  func request(
    _ head: HTTPRequestHead, _ body: [UInt8]
  ) throws(ProviderError) -> GenerationRequest {
    try reader.read(head, body)
  }

  func failure(status: Int) -> ProviderError {
    AnthropicErrors.failure(status: status)
  }

  func failure(kind: String) -> ProviderError {
    AnthropicErrors.failure(kind: kind)
  }

  func invalid(_ message: String) -> ProviderError {
    AnthropicErrors.invalid(message)
  }

  func answer(_ error: ProviderError, _ identity: CallIdentity) -> HTTPAnswer {
    var answer = Self.answer(
      AnthropicErrors.body(error, identity), identity, status: error.status)
    var error = error
    // The real one says that trying again is of no use where the status alone means that, too.
    let isFinal = 400..<500 ~= error.status && ![408, 409, 429].contains(error.status)
    if error.shouldRetry == nil, isFinal { error.shouldRetry = false }
    for field in error.fields { answer.fields.append(field) }
    return answer
  }

  func answer(_ plan: CallPlan, _ reason: StopReason) -> HTTPAnswer {
    let content = plan.script.blocks.map {
      AnthropicContent.whole($0, hidesThinking: plan.request.hidesThinking)
    }
    let body: JSONValue = [
      "id": .string(plan.identity.messageID), "type": "message", "role": "assistant",
      "model": .string(plan.request.model), "content": .array(content),
      "stop_reason": .string(reason.anthropicName),
      "stop_sequence": AnthropicContent.stopSequence(reason),
      "stop_details": AnthropicContent.stopDetails(reason),
    ]
    let usage = AnthropicContent.usage(plan.usage)
    return Self.answer(
      body.adding("usage", usage, unless: plan.script.omissions.contains(.usage)), plan.identity)
  }

  func stream(_ plan: CallPlan) -> any StreamFormat {
    AnthropicStream(plan) { AnthropicErrors.event(AnthropicErrors.failure(kind: $0), $1) }
  }

  /// An answer of JSON with the fields that every answer has.
  static func answer(
    _ body: JSONValue, _ identity: CallIdentity, status: Int = 200
  ) -> HTTPAnswer {
    var bytes: [UInt8] = []
    body.write(into: &bytes)
    let fields = AnthropicFields.all(identity, contentType: "application/json")
    return HTTPAnswer(status: status, fields: fields, body: bytes)
  }
}
