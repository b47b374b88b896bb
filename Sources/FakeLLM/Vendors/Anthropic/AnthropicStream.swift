import Wire

/// Anthropic's event stream: named events around blocks of thinking, text and calls of tools.
struct AnthropicStream: StreamFormat {
  private let plan: CallPlan
  private let errorData: (String, CallIdentity) -> JSONValue

  /// A stream of the plan; `errorData` makes the data of an error of a type or code.
  init(_ plan: CallPlan, errorData: @escaping (String, CallIdentity) -> JSONValue) {
    self.plan = plan
    self.errorData = errorData
  }

  var fields: HTTPFields {
    AnthropicFields.all(plan.identity, contentType: "text/event-stream; charset=utf-8")
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
    write(
      "content_block_start",
      ["index": .integer(Int64(index)), "content_block": AnthropicContent.opening(block)],
      into: &bytes)
    // The real one pings once behind the start of its first block.
    if index == 0 { writePing(into: &bytes) }
    // The input of a call begins with an empty piece.
    if case .tool = block.kind {
      writeDelta(["type": "input_json_delta", "partial_json": ""], index, into: &bytes)
    }
  }

  func writeDelta(_ content: ByteView, at place: DeltaPlace, into buffer: inout ByteBuffer) {
    if place.channel == .thinking, plan.request.hidesThinking { return }
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
    buffer.append(spaces: place.padding)
    buffer.append(literal: "}\n\n")
  }

  func writeBlockEnd(_ index: Int, _ block: ScriptBlock, into bytes: inout [UInt8]) {
    if block.kind == .thinking {
      let signature = AnthropicContent.signature(block)
      writeDelta(
        ["type": "signature_delta", "signature": .string(signature)], index, into: &bytes)
    }
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
    SSEWriter.event(
      "error", data: errorData(kind, plan.identity).jsonString(pretty: false), into: &bytes)
  }

  func writeEnding(
    _ reason: StopReason, _ usage: Usage, omitting: StreamOmissions, into bytes: inout [UInt8]
  ) {
    let delta: JSONValue = [
      "stop_reason": .string(reason.anthropicName),
      "stop_sequence": AnthropicContent.stopSequence(reason),
      "stop_details": AnthropicContent.stopDetails(reason),
    ]
    if !omitting.contains(.finish) {
      let counts = AnthropicContent.detailed(counts(usage.outputTokens), usage)
      let end: JSONValue = ["delta": delta]
      write(
        "message_delta", end.adding("usage", counts, unless: omitting.contains(.usage)),
        into: &bytes)
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
    counts(1).adding("service_tier", "standard")
  }

  private func counts(_ outputTokens: Int) -> JSONValue {
    [
      "input_tokens": .integer(Int64(plan.request.inputTokens)),
      "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0,
      "output_tokens": .integer(Int64(outputTokens)),
    ]
  }

  private func writeDelta(_ delta: JSONValue, _ index: Int, into bytes: inout [UInt8]) {
    write(
      "content_block_delta", ["index": .integer(Int64(index)), "delta": delta], into: &bytes)
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
