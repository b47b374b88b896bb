import HTTP
import Testing
import Wire

/// The three wires, asked with a script in the request's head.
enum ScriptedVendor: String, CaseIterable, Sendable {
  case anthropic
  case openAI
  case zhipu

  /// A request for a stream, or a whole answer, of a script; nil for none.
  func request(_ script: String?, stream: Bool = true, maxTokens: Int = 4096) -> HTTPRequest {
    let limit = JSONValue.integer(Int64(maxTokens))
    switch self {
    case .anthropic:
      return Ask.messages(
        stream: stream, maxTokens: maxTokens, fields: fields(Ask.anthropicFields, script))
    case .openAI:
      return Ask.chat(
        with: [
          "stream": .bool(stream), "max_tokens": limit,
          "stream_options": stream ? ["include_usage": true] : .null,
        ],
        fields: fields(
          ["authorization": "Bearer sk-1", "content-type": "application/json"], script)
      )
    case .zhipu:
      return Ask.completion(
        with: ["stream": .bool(stream), "max_tokens": limit],
        fields: fields(Ask.zhipuFields, script))
    }
  }

  private func fields(_ fields: HTTPFields, _ script: String?) -> HTTPFields {
    script.map { fields.with("x-fakellm-script", $0) } ?? fields
  }

  /// The reply to a script on a stage of its own.
  func reply(_ script: String, stream: Bool = true, maxTokens: Int = 4096) throws -> Reply {
    try Stage().reply(to: request(script, stream: stream, maxTokens: maxTokens))
  }

  // MARK: What a reply says

  /// The text of a stream, delta by delta.
  func texts(_ reply: Reply) -> [String] {
    self == .anthropic
      ? reply.texts
      : reply.deltas.compactMap { $0["content"]?.stringValue }.filter { !$0.isEmpty }
  }

  /// The reason in a stream, as the vendor spells it.
  func reason(_ reply: Reply) -> String? {
    self == .anthropic
      ? reply.event("message_delta")?["delta"]?["stop_reason"]?.stringValue
      : reply.events.compactMap { $0.data["choices"]?[0]?["finish_reason"]?.stringValue }.last
  }

  /// The output tokens in a stream.
  func outputTokens(_ reply: Reply) -> Int? {
    self == .anthropic
      ? reply.event("message_delta")?["usage"]?["output_tokens"]?.intValue
      : reply.events.compactMap { $0.data["usage"]?["completion_tokens"]?.intValue }.last
  }

  /// Whether the stream says that nothing follows.
  func hasTerminator(_ reply: Reply) -> Bool {
    self == .anthropic
      ? reply.names.last == "message_stop" : reply.events.last?.event.data == "[DONE]"
  }

  /// The message of an error answer.
  func message(_ reply: Reply) throws -> String? {
    try reply.json["error"]?["message"]?.stringValue
  }
}
