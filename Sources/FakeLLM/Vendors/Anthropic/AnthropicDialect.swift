import HTTP
import Wire
import World

/// Anthropic's Messages API (`POST /v1/messages`).
struct AnthropicDialect: Dialect {
  let toolIDPrefix = "toolu_01"
  private let reader: AnthropicRequestReader

  init(_ configuration: FakeLLMConfiguration) {
    reader = AnthropicRequestReader(
      models: configuration.models.map(\.name), apiKeys: configuration.apiKeys)
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
    let body: JSONValue = [
      "type": "error",
      "error": ["type": .string(error.kind), "message": .string(error.message)],
      "request_id": .string(identity.requestID),
    ]
    return Self.answer(status: error.status, body, identity, error.fields)
  }

  func answer(_ plan: CallPlan, _ reason: StopReason) -> HTTPAnswer {
    let body: JSONValue = [
      "id": .string(plan.identity.messageID), "type": "message", "role": "assistant",
      "model": .string(plan.request.model), "content": .array(plan.script.blocks.map(Self.block)),
      "stop_reason": .string(reason.anthropicName),
      "stop_sequence": Self.stopSequence(reason), "stop_details": Self.stopDetails(reason),
      "usage": Self.usage(plan.usage),
    ]
    return Self.answer(status: 200, body, plan.identity)
  }

  func stream(_ plan: CallPlan) -> any StreamFormat {
    AnthropicStream(plan)
  }

  private static func block(_ block: ScriptBlock) -> JSONValue {
    let content = String(decoding: block.bytes, as: UTF8.self)
    switch block.kind {
    case .thinking:
      return ["type": "thinking", "thinking": .string(content), "signature": ""]
    case .text: return ["type": "text", "text": .string(content)]
    case .tool(let id, let name):
      let input = (try? JSONValue.parse(content)) ?? .object([])
      return [
        "type": "tool_use", "id": .string(id), "name": .string(name), "input": input,
      ]
    }
  }

  // MARK: Parts that streams share

  /// The sequence that ended the text, or null.
  static func stopSequence(_ reason: StopReason) -> JSONValue {
    if case .stopSequence(let sequence) = reason { .string(sequence) } else { .null }
  }

  /// Which classifier declined, or null when none did.
  static func stopDetails(_ reason: StopReason) -> JSONValue {
    guard reason == .refusal else { return .null }
    return ["type": "refusal", "category": "general_harms", "explanation": .null]
  }

  /// The counts of a whole answer; nothing is ever cached here.
  static func usage(_ usage: Usage) -> JSONValue {
    [
      "input_tokens": .integer(Int64(usage.inputTokens)),
      "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0,
      "cache_creation": ["ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0],
      "output_tokens": .integer(Int64(usage.outputTokens)), "service_tier": "standard",
      "inference_geo": "not_available",
    ]
  }

  /// The fields that every answer carries.
  static func fields(_ identity: CallIdentity, contentType: String) -> HTTPFields {
    ["content-type": contentType, "request-id": identity.requestID]
  }

  private static func answer(
    status: Int, _ body: JSONValue, _ identity: CallIdentity, _ extra: HTTPFields = [:]
  ) -> HTTPAnswer {
    var fields = fields(identity, contentType: "application/json")
    for field in extra { fields.append(field) }
    var bytes: [UInt8] = []
    body.write(into: &bytes)
    return HTTPAnswer(status: status, fields: fields, body: bytes)
  }
}
