import HTTP
import Wire
import World

/// Zhipu's chat completions (`POST /api/paas/v4/chat/completions`), whole answers only.
struct ZhipuDialect: Dialect {
  private let reader: ZhipuRequestReader

  init(_ configuration: FakeLLMConfiguration) {
    reader = ZhipuRequestReader(
      models: configuration.models.map(\.name), apiKeys: configuration.apiKeys)
  }

  /// The id is the time in 14 digits and some hexadecimal ones, in all places the same.
  func identity(at time: WallTime, random: RandomStream) -> CallIdentity {
    var random = random
    let digits = String(time.rfc3339.filter(\.isNumber).prefix(14))
    let suffix = String(random.next() >> 28 | 1 << 35, radix: 16)
    let id = digits + suffix
    return CallIdentity(requestID: id, messageID: id, created: time)
  }

  func request(
    _ head: HTTPRequestHead, _ body: [UInt8]
  ) throws(ProviderError) -> GenerationRequest {
    try reader.read(head, body)
  }

  func failure(status: Int) -> ProviderError {
    ZhipuErrors.failure(status: status)
  }

  func failure(kind: String) -> ProviderError {
    ZhipuErrors.failure(code: kind)
  }

  func invalid(_ message: String) -> ProviderError {
    ZhipuErrors.invalid("1210", message)
  }

  func answer(_ error: ProviderError, _ identity: CallIdentity) -> HTTPAnswer {
    let body: JSONValue = [
      "error": ["code": .string(error.kind), "message": .string(error.message)],
      "request_id": .string(identity.requestID),
    ]
    return Self.answer(status: error.status, body, error.fields)
  }

  func answer(_ plan: CallPlan, _ reason: StopReason) -> HTTPAnswer {
    let choice: JSONValue = [
      "index": 0, "finish_reason": .string(reason.zhipuName),
      "message": ["role": "assistant", "content": .string(plan.script.text(of: .text))],
    ]
    let body: JSONValue = [
      "id": .string(plan.identity.messageID),
      "request_id": .string(plan.request.clientID ?? plan.identity.requestID),
      "created": .integer(plan.identity.created.seconds), "object": "chat.completion",
      "model": .string(plan.request.model), "choices": [choice],
      "usage": Self.usage(plan.usage),
    ]
    return Self.answer(status: 200, body)
  }

  func stream(_ plan: CallPlan) -> any StreamFormat {
    preconditionFailure("the reader refuses requests for a stream")
  }

  private static func usage(_ usage: Usage) -> JSONValue {
    [
      "prompt_tokens": .integer(Int64(usage.inputTokens)),
      "completion_tokens": .integer(Int64(usage.outputTokens)),
      "total_tokens": .integer(Int64(usage.inputTokens + usage.outputTokens)),
      "prompt_tokens_details": ["cached_tokens": 0],
    ]
  }

  private static func answer(
    status: Int, _ body: JSONValue, _ extra: HTTPFields = [:]
  ) -> HTTPAnswer {
    var fields: HTTPFields = ["content-type": "application/json; charset=UTF-8"]
    for field in extra { fields.append(field) }
    var bytes: [UInt8] = []
    body.write(into: &bytes)
    return HTTPAnswer(status: status, fields: fields, body: bytes)
  }
}
