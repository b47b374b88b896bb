import Wire

/// Zhipu's stream of chunks without event names: thinking, text and whole calls of tools.
///
/// Its last chunk has the reason and the usage, asked for or not; no other has either of them.
struct ZhipuStream: StreamFormat {
  private let plan: CallPlan
  private let chunk: ChatChunk
  private let callIndices: [Int]
  private let text: ChatChunk.Frame
  private let thinking: ChatChunk.Frame
  /// How a delta of each block is written if it is a call.
  private let calls: [ChatChunk.Frame]

  init(_ plan: CallPlan) {
    self.plan = plan
    let chunk = ChatChunk(Self.members(plan), choice: "\"index\":0,", behind: "}]}")
    let indices = plan.script.callIndices
    self.chunk = chunk
    callIndices = indices
    text = chunk.frame(Self.role + "\"content\":\"", "\"}")
    thinking = chunk.frame(Self.role + "\"reasoning_content\":\"", "\"}")
    calls = indices.map { index in
      chunk.frame(
        Self.role + "\"tool_calls\":[{\"index\":\(index),\"function\":{\"arguments\":\"",
        "\"}}]}")
    }
  }

  private static let role = "{\"role\":\"assistant\","

  var fields: HTTPFields {
    ["content-type": "text/event-stream;charset=UTF-8"]
  }

  func writeBeginning(into bytes: inout [UInt8]) {
    // The first chunk already has content.
  }

  func writeBlockStart(_ index: Int, _ block: ScriptBlock, into bytes: inout [UInt8]) {
    guard plan.request.streamsTools else { return }
    write(ChatCall.opening(block, index: callIndices[index]), into: &bytes)
  }

  func writeDelta(_ content: ByteView, at place: DeltaPlace, into buffer: inout ByteBuffer) {
    switch place.channel {
    case .thinking: thinking.write(content, into: &buffer)
    case .text: text.write(content, into: &buffer)
    case .toolInput where plan.request.streamsTools:
      calls[place.block].write(content, into: &buffer)
    case .toolInput: break  // It comes whole at its end.
    }
  }

  func writeBlockEnd(_ index: Int, _ block: ScriptBlock, into bytes: inout [UInt8]) {
    guard !plan.request.streamsTools else { return }
    write(ChatCall.whole(block, index: callIndices[index]), into: &bytes)
  }

  func writePing(into bytes: inout [UInt8]) {
    // This vendor shows no sign of life.
  }

  func writeUnknownEvent(into bytes: inout [UInt8]) {
    SSEWriter.event("heartbeat", data: "{\"object\":\"heartbeat\",\"choices\":[]}", into: &bytes)
  }

  func writeError(_ kind: String, into bytes: inout [UInt8]) {
    let error = ZhipuErrors.failure(kind: kind)
    ChatChunk.write(data: ZhipuErrors.body(error, plan.identity), into: &bytes)
  }

  func writeEnding(
    _ reason: StopReason, _ usage: Usage, omitting: StreamOmissions, into bytes: inout [UInt8]
  ) {
    if !omitting.contains(.finish) {
      let name = JSONValue.string(reason.zhipuName).jsonString(pretty: false)
      let counts = ZhipuDialect.usage(usage).jsonString(pretty: false)
      let behind = omitting.contains(.usage) ? "}]}" : "}],\"usage\":\(counts)}"
      let last = ChatChunk(
        Self.members(plan), choice: "\"index\":0,\"finish_reason\":\(name),", behind: behind)
      last.write(["role": "assistant", "content": ""], into: &bytes)
    }
    if !omitting.contains(.terminator) { ChatChunk.writeDone(into: &bytes) }
  }

  private func write(_ call: JSONValue?, into bytes: inout [UInt8]) {
    guard let call else { return }
    chunk.write(["role": "assistant", "tool_calls": [call]], into: &bytes)
  }

  private static func members(_ plan: CallPlan) -> JSONValue {
    [
      "id": .string(plan.identity.messageID), "created": .integer(plan.identity.created.seconds),
      "object": "chat.completion.chunk", "model": .string(plan.request.model),
    ]
  }
}
