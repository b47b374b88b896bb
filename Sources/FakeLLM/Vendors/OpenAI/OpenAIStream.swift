import Wire

/// OpenAI's stream of chunks without event names; what the model thinks is counted and not shown.
struct OpenAIStream: StreamFormat {
  private let plan: CallPlan
  private let chunk: ChatChunk
  private let callIndices: [Int]
  private let text: ChatChunk.Frame
  /// How a delta of each block is written if it is a call.
  private let calls: [ChatChunk.Frame]

  init(_ plan: CallPlan) {
    self.plan = plan
    let chunk = ChatChunk(
      Self.members(plan), choice: "\"index\":0,",
      behind: ",\"logprobs\":null,\"finish_reason\":null}]\(Self.noUsage(plan))}")
    let indices = plan.script.callIndices
    self.chunk = chunk
    callIndices = indices
    text = chunk.frame("{\"content\":\"", "\"}")
    calls = indices.map { index in
      chunk.frame(
        "{\"tool_calls\":[{\"index\":\(index),\"function\":{\"arguments\":\"", "\"}}]}")
    }
  }

  var fields: HTTPFields {
    OpenAIFields.all(plan.identity, contentType: "text/event-stream; charset=utf-8")
  }

  func writeBeginning(into bytes: inout [UInt8]) {
    let first = plan.script.blocks.first { $0.channel != .thinking }
    let content: JSONValue = first?.channel == .toolInput ? .null : ""
    chunk.write(["role": "assistant", "content": content, "refusal": .null], into: &bytes)
  }

  func writeBlockStart(_ index: Int, _ block: ScriptBlock, into bytes: inout [UInt8]) {
    guard let call = ChatCall.opening(block, index: callIndices[index]) else { return }
    chunk.write(["tool_calls": [call]], into: &bytes)
  }

  func writeDelta(_ content: ByteView, at place: DeltaPlace, into buffer: inout ByteBuffer) {
    switch place.channel {
    case .thinking: break
    case .text: text.write(content, into: &buffer)
    case .toolInput: calls[place.block].write(content, into: &buffer)
    }
  }

  func writeBlockEnd(_ index: Int, _ block: ScriptBlock, into bytes: inout [UInt8]) {
    // Chunks do not tell where a block ends.
  }

  func writePing(into bytes: inout [UInt8]) {
    // This vendor shows no sign of life.
  }

  func writeUnknownEvent(into bytes: inout [UInt8]) {
    SSEWriter.event("heartbeat", data: "{\"object\":\"heartbeat\",\"choices\":[]}", into: &bytes)
  }

  func writeError(_ kind: String, into bytes: inout [UInt8]) {
    ChatChunk.write(
      data: OpenAIDialect.body(OpenAIErrors.failure(kind: kind)), into: &bytes)
  }

  func writeEnding(
    _ reason: StopReason, _ usage: Usage, omitting: StreamOmissions, into bytes: inout [UInt8]
  ) {
    if !omitting.contains(.finish) {
      let last = ChatChunk(
        Self.members(plan), choice: "\"index\":0,",
        behind: ",\"logprobs\":null,\"finish_reason\":"
          + JSONValue.string(reason.openAIName).jsonString(pretty: false)
          + "}]\(Self.noUsage(plan))}")
      last.write([:], into: &bytes)
    }
    if plan.request.wantsUsage, !omitting.contains(.usage) {
      let last = Self.members(plan).adding("choices", [])
        .adding("usage", OpenAIDialect.usage(usage))
      ChatChunk.write(data: last, into: &bytes)
    }
    if !omitting.contains(.terminator) { ChatChunk.writeDone(into: &bytes) }
  }

  private static func members(_ plan: CallPlan) -> JSONValue {
    [
      "id": .string(plan.identity.messageID), "object": "chat.completion.chunk",
      "created": .integer(plan.identity.created.seconds), "model": .string(plan.request.model),
      "service_tier": "default", "system_fingerprint": .string(OpenAIDialect.fingerprint),
    ]
  }

  /// Who asks for the usage gets null until the last chunk; who does not gets nothing.
  private static func noUsage(_ plan: CallPlan) -> String {
    plan.request.wantsUsage && !plan.script.omissions.contains(.usage) ? ",\"usage\":null" : ""
  }
}
