import HTTP
import Wire
import World

/// Zhipu's chat completions (`POST /api/paas/v4/chat/completions`, also of the coding plan).
struct ZhipuDialect: Dialect {
  /// Reads its requests, also those for other paths.
  let reader: ZhipuRequestReader

  init(_ configuration: FakeLLMConfiguration) {
    reader = ZhipuRequestReader(models: configuration.catalog, apiKeys: configuration.apiKeys)
  }

  func account(_ fields: HTTPFields) -> String {
    ZhipuToken.key(in: Credentials.key(in: fields) ?? "")
  }

  /// The id is the time in 14 digits and some hexadecimal ones, in all places the same.
  func identity(at time: WallTime, random: RandomStream) -> CallIdentity {
    var random = random
    let digits = String(time.rfc3339.filter(\.isNumber).prefix(14))
    let id = digits + CallIdentity.hexDigits(from: &random)
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
    ZhipuErrors.failure(kind: kind)
  }

  func invalid(_ message: String) -> ProviderError {
    ZhipuErrors.failure("1210", message)
  }

  func answer(_ error: ProviderError, _ identity: CallIdentity) -> HTTPAnswer {
    var answer = Self.answer(ZhipuErrors.body(error, identity), status: error.status)
    for field in error.fields { answer.fields.append(field) }
    return answer
  }

  func answer(_ plan: CallPlan, _ reason: StopReason) -> HTTPAnswer {
    let choice: JSONValue = [
      "index": 0, "finish_reason": .string(reason.zhipuName),
      "message": Self.message(plan.script),
    ]
    let body: JSONValue = [
      "id": .string(plan.identity.messageID),
      "request_id": .string(plan.request.clientID ?? plan.identity.requestID),
      "created": .integer(plan.identity.created.seconds), "object": "chat.completion",
      "model": .string(plan.request.model), "choices": [choice],
    ]
    let isWithoutUsage = plan.script.omissions.contains(.usage)
    return Self.answer(body.adding("usage", Self.usage(plan.usage), unless: isWithoutUsage))
  }

  func stream(_ plan: CallPlan) -> any StreamFormat {
    ZhipuStream(plan)
  }

  // MARK: Parts

  /// An answer of JSON.
  static func answer(_ body: JSONValue, status: Int = 200) -> HTTPAnswer {
    var bytes: [UInt8] = []
    body.write(into: &bytes)
    let fields: HTTPFields = ["content-type": "application/json; charset=UTF-8"]
    return HTTPAnswer(status: status, fields: fields, body: bytes)
  }

  /// The counts of an answer; nothing is ever cached here.
  static func usage(_ usage: Usage) -> JSONValue {
    let counts: JSONValue = [
      "prompt_tokens": .integer(Int64(usage.inputTokens)),
      "completion_tokens": .integer(Int64(usage.outputTokens)),
      "total_tokens": .integer(Int64(usage.inputTokens + usage.outputTokens)),
      "prompt_tokens_details": ["cached_tokens": 0],
    ]
    let details: JSONValue = ["reasoning_tokens": .integer(Int64(usage.reasoningTokens))]
    return counts.adding("completion_tokens_details", details, unless: usage.reasoningTokens == 0)
  }

  private static func message(_ script: Script) -> JSONValue {
    let message: JSONValue = [
      "role": "assistant", "content": .string(script.text(of: .text)),
    ]
    let thinking = script.text(of: .thinking)
    let calls = script.blocks.filter { $0.channel == .toolInput }.enumerated()
      .compactMap { ChatCall.whole($0.element, index: $0.offset) }
    return message.adding("reasoning_content", .string(thinking), unless: thinking.isEmpty)
      .adding("tool_calls", .array(calls), unless: calls.isEmpty)
  }
}
