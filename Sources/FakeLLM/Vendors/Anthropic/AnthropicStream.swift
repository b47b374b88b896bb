import Wire

/// Anthropic's event stream: named events around one block of text.
struct AnthropicStream: StreamFormat {
  private let plan: CallPlan

  init(_ plan: CallPlan) {
    self.plan = plan
  }

  var fields: HTTPFields {
    AnthropicDialect.fields(
      plan.identity, contentType: "text/event-stream; charset=utf-8")
  }

  func writeBeginning(into bytes: inout [UInt8]) {
    let message: JSONValue = [
      "id": .string(plan.identity.messageID), "type": "message", "role": "assistant",
      "model": .string(plan.request.model), "content": [], "stop_reason": .null,
      "stop_sequence": .null, "usage": usageAtStart,
    ]
    write("message_start", ["message": message], into: &bytes)
    guard plan.script.hasText else { return }
    let block: JSONValue = ["type": "text", "text": ""]
    write("content_block_start", ["index": 0, "content_block": block], into: &bytes)
    writePing(into: &bytes)
  }

  func writeDelta(_ text: ByteView, into buffer: inout ByteBuffer) {
    buffer.append(literal: Self.deltaOpening)
    JSONWriter.escape(text, into: &buffer)
    buffer.append(literal: "\"}}\n\n")
  }

  func writePing(into bytes: inout [UInt8]) {
    // The real one has a space behind its colon, as no other event has.
    SSEWriter.event("ping", data: "{\"type\": \"ping\"}", into: &bytes)
  }

  func writeError(_ kind: String, into bytes: inout [UInt8]) {
    let error = AnthropicErrors.failure(kind: kind)
    write(
      "error",
      [
        "error": [
          "details": .null, "type": .string(error.kind), "message": .string(error.message),
        ],
        "request_id": .string(plan.identity.requestID),
      ], into: &bytes)
  }

  func writeEnding(_ reason: StopReason, outputTokens: Int, into bytes: inout [UInt8]) {
    if plan.script.hasText { write("content_block_stop", ["index": 0], into: &bytes) }
    let delta: JSONValue = [
      "stop_reason": .string(reason.anthropicName),
      "stop_sequence": AnthropicDialect.stopSequence(reason),
      "stop_details": AnthropicDialect.stopDetails(reason),
    ]
    let usage = usage(outputTokens)
    write("message_delta", ["delta": delta, "usage": .object(usage)], into: &bytes)
    write("message_stop", [:], into: &bytes)
  }

  // MARK: Parts

  private static let deltaOpening: StaticString = """
    event: content_block_delta
    data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"
    """

  /// The real stream announces between 1 and 5 tokens at its start; what counts comes at the end.
  private var usageAtStart: JSONValue {
    .object(usage(1) + [JSONMember(key: "service_tier", value: "standard")])
  }

  private func usage(_ outputTokens: Int) -> [JSONMember] {
    [
      JSONMember(key: "input_tokens", value: .integer(Int64(plan.request.inputTokens))),
      JSONMember(key: "cache_creation_input_tokens", value: 0),
      JSONMember(key: "cache_read_input_tokens", value: 0),
      JSONMember(key: "output_tokens", value: .integer(Int64(outputTokens))),
    ]
  }

  /// Writes an event whose data repeats its name as `type`.
  private func write(
    _ type: String, _ members: KeyValuePairs<String, JSONValue>, into bytes: inout [UInt8]
  ) {
    var data = [JSONMember(key: "type", value: .string(type))]
    for (key, value) in members { data.append(JSONMember(key: key, value: value)) }
    var json: [UInt8] = []
    JSONValue.object(data).write(into: &json)
    SSEWriter.event(type, data: json, into: &bytes)
  }
}
