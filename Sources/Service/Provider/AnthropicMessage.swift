import Wire

/// A message of the Messages API, put together from the events of its stream.
struct AnthropicMessage {
  private(set) var isComplete = false
  private(set) var usage: TokenUsage?
  private let text: DraftText
  private var stopReason: String?

  /// A message whose text goes to the end of `text`.
  init(into text: DraftText) {
    self.text = text
  }

  /// Takes one event in.
  mutating func take(_ frame: SSEFrame) throws {
    // The most frequent first. Unknown events are to be ignored: new ones may appear.
    if frame.typeIs("content_block_delta") {
      try takeDelta(frame.data)
    } else if frame.typeIs("message_delta") {
      try takeEnd(JSONValue.parse(frame.data))
    } else if frame.typeIs("message_start") {
      takeUsage(try JSONValue.parse(frame.data)["message"]?["usage"])
    } else if frame.typeIs("message_stop") {
      isComplete = true
    } else if frame.typeIs("error") {
      throw Self.failure(frame.data)
    }
  }

  /// A delta as the provider writes it today.
  private static let usualDelta = JSONFrame(
    #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":""#, #""}}"#)

  /// The answer, once the message is complete.
  func answer() throws(ProviderFailure) -> ProviderAnswer {
    guard isComplete else {
      throw .malformed("the stream ended without message_stop after \(text.count) bytes of text")
    }
    guard let stopReason, let usage else {
      throw .malformed("the message has no \(stopReason == nil ? "stop_reason" : "usage")")
    }
    return ProviderAnswer(text: text.bytes, end: Self.end(for: stopReason), usage: usage)
  }

  /// What a stop reason means for a spec.
  static func end(for stopReason: String) -> ProviderAnswer.End {
    switch stopReason {
    case "max_tokens", "model_context_window_exceeded": .cut
    case "refusal": .refused
    default: .whole
    }
  }

  /// The hot path: finds `delta.text` without building a value, once per token.
  private func takeDelta(_ data: ByteView) throws {
    if !Self.usualDelta.string(in: data, into: &text.bytes) {
      var scanner = JSONScanner(data)
      try scanner.beginObject()
      while let key = try scanner.nextKey() {
        if key == "delta" {
          try takeText(from: &scanner)
        } else {
          try scanner.skipValue()
        }
      }
    }
    guard text.count <= ServiceLimits.providerAnswerBytes else { throw Self.tooLong }
  }

  /// Only a `text_delta` has a member `text`; thinking and tool input have others.
  private func takeText(from scanner: inout JSONScanner) throws {
    try scanner.beginObject()
    while let key = try scanner.nextKey() {
      if key == "text" {
        try scanner.string(into: &text.bytes)
      } else {
        try scanner.skipValue()
      }
    }
  }

  private mutating func takeEnd(_ event: JSONValue) {
    stopReason = event["delta"]?["stop_reason"]?.stringValue ?? stopReason
    takeUsage(event["usage"])
  }

  /// Counts are cumulative: a later one replaces an earlier one, and a missing one changes nothing.
  private mutating func takeUsage(_ value: JSONValue?) {
    let input = value?["input_tokens"]?.intValue ?? usage?.inputTokens
    let output = value?["output_tokens"]?.intValue ?? usage?.outputTokens
    guard let input, let output else { return }
    usage = TokenUsage(inputTokens: input, outputTokens: output)
  }

  private static let tooLong = ProviderFailure.malformed(
    "answer of more than \(ServiceLimits.providerAnswerBytes) bytes")

  private static func failure(_ data: ByteView) -> ProviderFailure {
    let error = try? JSONValue.parse(data)["error"]
    let type = error?["type"]?.stringValue ?? "error"
    let detail = SpecError.excerpt(of: "\(type): \(error?["message"]?.stringValue ?? data.text)")
    switch type {
    case "overloaded_error", "rate_limit_error":
      return .overloaded(detail: detail, retryAfter: nil)
    default: return .reported(detail)
    }
  }
}
