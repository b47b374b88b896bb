import HTTP
import Wire
import World

/// OpenAI's chat completions (`POST /v1/chat/completions`), with one choice.
struct OpenAIDialect: Dialect {
  /// Reads its requests, also those for other paths.
  let reader: OpenAIRequestReader

  init(_ configuration: FakeLLMConfiguration) {
    reader = OpenAIRequestReader(
      models: configuration.catalog, apiKeys: configuration.apiKeys)
  }

  func identity(at time: WallTime, random: RandomStream) -> CallIdentity {
    var random = random
    return CallIdentity(
      requestID: "req_" + CallIdentity.hexDigits(from: &random)
        + CallIdentity.hexDigits(from: &random),
      messageID: "chatcmpl-" + CallIdentity.letters(29, from: &random), created: time)
  }

  func request(
    _ head: HTTPRequestHead, _ body: [UInt8]
  ) throws(ProviderError) -> GenerationRequest {
    try reader.read(head, body)
  }

  func failure(status: Int) -> ProviderError {
    OpenAIErrors.failure(status: status)
  }

  func failure(kind: String) -> ProviderError {
    OpenAIErrors.failure(kind: kind)
  }

  func invalid(_ message: String) -> ProviderError {
    OpenAIErrors.invalid(message)
  }

  func answer(_ error: ProviderError, _ identity: CallIdentity) -> HTTPAnswer {
    var answer = Self.answer(Self.body(error), identity, status: error.status)
    for field in error.fields { answer.fields.append(field) }
    return answer
  }

  func answer(_ plan: CallPlan, _ reason: StopReason) -> HTTPAnswer {
    let choice: JSONValue = [
      "index": 0, "message": Self.message(plan.script), "logprobs": .null,
      "finish_reason": .string(reason.openAIName),
    ]
    let body: JSONValue = [
      "id": .string(plan.identity.messageID), "object": "chat.completion",
      "created": .integer(plan.identity.created.seconds), "model": .string(plan.request.model),
      "choices": [choice],
    ]
    let isWithoutUsage = plan.script.omissions.contains(.usage)
    return Self.answer(
      body.adding("usage", Self.usage(plan.usage), unless: isWithoutUsage)
        .adding("service_tier", "default")
        .adding("system_fingerprint", .string(Self.fingerprint)), plan.identity)
  }

  func stream(_ plan: CallPlan) -> any StreamFormat {
    OpenAIStream(plan)
  }

  // MARK: Parts

  /// The one configuration of the fake's backend.
  static let fingerprint = "fp_0000000000"

  /// The body of an error, which is the data of one inside a stream too.
  static func body(_ error: ProviderError) -> JSONValue {
    [
      "error": [
        "message": .string(error.message), "type": .string(error.kind),
        "param": error.parameter.map(JSONValue.string) ?? .null,
        "code": error.code.map(JSONValue.string) ?? .null,
      ]
    ]
  }

  /// An answer of JSON with the fields that every answer has.
  static func answer(
    _ body: JSONValue, _ identity: CallIdentity, status: Int = 200
  ) -> HTTPAnswer {
    var bytes: [UInt8] = []
    body.write(into: &bytes)
    let fields = OpenAIFields.all(identity, contentType: "application/json")
    return HTTPAnswer(status: status, fields: fields, body: bytes)
  }

  /// The counts of an answer; nothing is ever cached here.
  static func usage(_ usage: Usage) -> JSONValue {
    [
      "prompt_tokens": .integer(Int64(usage.inputTokens)),
      "completion_tokens": .integer(Int64(usage.outputTokens)),
      "total_tokens": .integer(Int64(usage.inputTokens + usage.outputTokens)),
      "prompt_tokens_details": ["cached_tokens": 0, "audio_tokens": 0],
      "completion_tokens_details": [
        "reasoning_tokens": .integer(Int64(usage.reasoningTokens)), "audio_tokens": 0,
        "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0,
      ],
    ]
  }

  private static func message(_ script: Script) -> JSONValue {
    let calls = script.blocks.compactMap { ChatCall.whole($0) }
    let hasText = script.blocks.contains { $0.channel == .text }
    let content: JSONValue = hasText || calls.isEmpty ? .string(script.text(of: .text)) : .null
    let message: JSONValue = [
      "role": "assistant", "content": content, "refusal": .null, "annotations": [],
    ]
    return message.adding("tool_calls", .array(calls), unless: calls.isEmpty)
  }
}
