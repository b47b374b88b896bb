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
  }

  func writeBlockStart(_ index: Int, _ block: ScriptBlock, into bytes: inout [UInt8]) {
    let opening: JSONValue =
      switch block.kind {
      case .thinking: ["type": "thinking", "thinking": "", "signature": ""]
      case .text: ["type": "text", "text": ""]
      case .tool(let id, let name):
        ["type": "tool_use", "id": .string(id), "name": .string(name), "input": [:]]
      }
    write(
      "content_block_start", ["index": .integer(Int64(index)), "content_block": opening],
      into: &bytes)
    // The real one pings once behind the start of its first block.
    if index == 0 { writePing(into: &bytes) }
  }

  func writeDelta(_ content: ByteView, at place: DeltaPlace, into buffer: inout ByteBuffer) {
    // Text in the first block has all of its frame in one literal, as nearly all events are such.
    if place.block == 0, place.channel == .text {
      buffer.append(literal: Self.textOpening)
    } else {
      buffer.append(literal: Self.opening)
      buffer.append(decimal: place.block)
      switch place.channel {
      case .thinking: buffer.append(literal: Self.thinkingRest)
      case .text: buffer.append(literal: Self.textRest)
      case .toolInput: buffer.append(literal: Self.inputRest)
      }
    }
    JSONWriter.escape(content, into: &buffer)
    buffer.append(literal: "\"}")
    for _ in 0..<place.padding { buffer.append(UInt8(ascii: " ")) }
    buffer.append(literal: "}\n\n")
  }

  func writeBlockEnd(_ index: Int, _ block: ScriptBlock, into bytes: inout [UInt8]) {
    write("content_block_stop", ["index": .integer(Int64(index))], into: &bytes)
  }

  func writeUnknownEvent(into bytes: inout [UInt8]) {
    write("content_block_heartbeat", ["index": 0], into: &bytes)
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

  func writeEnding(
    _ reason: StopReason, _ usage: Usage, omitting: StreamOmissions, into bytes: inout [UInt8]
  ) {
    let delta: JSONValue = [
      "stop_reason": .string(reason.anthropicName),
      "stop_sequence": AnthropicDialect.stopSequence(reason),
      "stop_details": AnthropicDialect.stopDetails(reason),
    ]
    if !omitting.contains(.finish) {
      var members = [JSONMember(key: "delta", value: delta)]
      if !omitting.contains(.usage) {
        members.append(JSONMember(key: "usage", value: .object(counts(usage.outputTokens))))
      }
      write("message_delta", .object(members), into: &bytes)
    }
    if !omitting.contains(.terminator) { write("message_stop", [:], into: &bytes) }
  }

  // MARK: Parts

  private static let textOpening: StaticString = """
    event: content_block_delta
    data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"
    """
  private static let opening: StaticString = """
    event: content_block_delta
    data: {"type":"content_block_delta","index":
    """
  private static let textRest: StaticString = """
    ,"delta":{"type":"text_delta","text":"
    """
  private static let thinkingRest: StaticString = """
    ,"delta":{"type":"thinking_delta","thinking":"
    """
  private static let inputRest: StaticString = """
    ,"delta":{"type":"input_json_delta","partial_json":"
    """

  /// The real stream announces between 1 and 5 tokens at its start; what counts comes at the end.
  private var usageAtStart: JSONValue {
    .object(counts(1) + [JSONMember(key: "service_tier", value: "standard")])
  }

  private func counts(_ outputTokens: Int) -> [JSONMember] {
    [
      JSONMember(key: "input_tokens", value: .integer(Int64(plan.request.inputTokens))),
      JSONMember(key: "cache_creation_input_tokens", value: 0),
      JSONMember(key: "cache_read_input_tokens", value: 0),
      JSONMember(key: "output_tokens", value: .integer(Int64(outputTokens))),
    ]
  }

  /// Writes an event whose data repeats its name as `type`.
  private func write(
    _ type: String, _ members: JSONValue, into bytes: inout [UInt8]
  ) {
    let data =
      [JSONMember(key: "type", value: .string(type))] + (members.objectValue ?? [])
    var json: [UInt8] = []
    JSONValue.object(data).write(into: &json)
    SSEWriter.event(type, data: json, into: &bytes)
  }
}
