import Wire
import World

/// The parts that Anthropic's whole answers and streams have in common.
enum AnthropicContent {
  /// A block of a whole answer.
  static func whole(_ block: ScriptBlock, hidesThinking: Bool) -> JSONValue {
    let content = String(decoding: block.bytes, as: UTF8.self)
    switch block.kind {
    case .thinking:
      return [
        "type": "thinking", "thinking": .string(hidesThinking ? "" : content),
        "signature": .string(signature(block)),
      ]
    case .text: return ["type": "text", "text": .string(content)]
    case .tool(let id, let name):
      // A call that was cut short has no whole input.
      return call(id, name, input: (try? JSONValue.parse(content)) ?? [:])
    }
  }

  /// A block of a stream before its first delta.
  static func opening(_ block: ScriptBlock) -> JSONValue {
    switch block.kind {
    case .thinking: ["type": "thinking", "thinking": "", "signature": ""]
    case .text: ["type": "text", "text": ""]
    case .tool(let id, let name): call(id, name, input: [:])
    }
  }

  private static func call(_ id: String, _ name: String, input: JSONValue) -> JSONValue {
    [
      "type": "tool_use", "id": .string(id), "name": .string(name), "input": input,
      "caller": ["type": "direct"],
    ]
  }

  /// What clients send back with the block; it stands for its content and means nothing else.
  static func signature(_ block: ScriptBlock) -> String {
    let content = String(decoding: block.bytes, as: UTF8.self)
    var random = RandomStream(seed: 0).child(content)
    return "EqoB" + CallIdentity.letters(170, from: &random) + "=="
  }

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
    let counts: JSONValue = [
      "input_tokens": .integer(Int64(usage.inputTokens)),
      "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0,
      "cache_creation": ["ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0],
      "output_tokens": .integer(Int64(usage.outputTokens)), "service_tier": "standard",
      "inference_geo": "not_available",
    ]
    return detailed(counts, usage)
  }

  /// The counts with how many of the tokens were thinking, if any were.
  static func detailed(_ counts: JSONValue, _ usage: Usage) -> JSONValue {
    let details: JSONValue = ["thinking_tokens": .integer(Int64(usage.reasoningTokens))]
    return counts.adding("output_tokens_details", details, unless: usage.reasoningTokens == 0)
  }
}
