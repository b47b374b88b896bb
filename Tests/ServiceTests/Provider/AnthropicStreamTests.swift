import Testing
import Wire

@testable import Service

@Suite struct AnthropicStreamTests {
  private static let whole = """
    event: message_start
    data: {"type":"message_start","message":{"usage":{"input_tokens":16,"output_tokens":1}}}

    event: content_block_start
    data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

    event: ping
    data: {"type": "ping"}

    event: content_block_delta
    data: {"type":"content_block_delta","index":0,\
    "delta":{"type":"text_delta","text":"caf\u{E9} \\"\\u2028"}    }

    event: content_block_delta
    data: {"delta":{"text":"\u{1F31E}\\n","type":"text_delta"},\
    "index":0,"type":"content_block_delta"}

    event: content_block_delta
    data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}

    event: something_new
    data: not even JSON

    event: message_delta
    data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":12}}

    event: message_stop
    data: {"type":"message_stop"}


    """
  private static let text = "caf\u{E9} \"\u{2028}\u{1F31E}\n"

  private func feed(_ bytes: [UInt8], to stream: AnthropicStream) {
    bytes.withUnsafeBufferPointer { stream.feed($0) }
  }

  @Test func `any split gives the same answer`() throws {
    let bytes = Array(Self.whole.utf8)
    for cut in 1..<bytes.count {
      let text = DraftText()
      let stream = AnthropicStream(into: text)
      feed(Array(bytes[..<cut]), to: stream)
      let first = text.bytes
      feed(Array(bytes[cut...]), to: stream)

      let answer = try stream.message.answer()
      // Whole deltas only: a stream sends on what is there behind each read.
      let begun = ["", "caf\u{E9} \"\u{2028}", Self.text].map { Array($0.utf8) }
      #expect(begun.contains(first), "cut at \(cut)")
      #expect(answer.text == text.bytes)
      #expect(String(decoding: answer.text, as: UTF8.self) == Self.text)
      #expect(answer.end == .whole)
      #expect(answer.usage == TokenUsage(inputTokens: 16, outputTokens: 12))
    }
  }

  @Test func `without message_stop there is no answer`() throws {
    let cut = try #require(Self.whole.firstRange(of: "event: message_stop"))
    let stream = AnthropicStream(into: DraftText())
    feed(Array(Self.whole[..<cut.lowerBound].utf8), to: stream)

    #expect(throws: ProviderFailure.self) { try stream.message.answer() }
    #expect(stream.failure == nil)
  }

  @Test(arguments: [
    (
      #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
      ProviderFailure.overloaded(detail: "overloaded_error: Overloaded", retryAfter: nil)
    ),  // Too many callers.
    (
      #"{"type":"error","error":{"type":"api_error","message":"oops"}}"#,
      .reported("api_error: oops")
    ),  // Any other reason.
    ("upstream died", .reported("error: upstream died")),  // Not even JSON.
  ])
  func `an error event is a failure, and nothing counts behind it`(
    data: String, failure: ProviderFailure
  ) {
    let text = DraftText()
    let stream = AnthropicStream(into: text)
    feed(Array("event: error\ndata: \(data)\n\n\(Self.whole)".utf8), to: stream)

    #expect(stream.failure == failure)
    #expect(text.isEmpty)
  }

  @Test func `broken JSON in a delta is a failure that names the place`() {
    let stream = AnthropicStream(into: DraftText())
    feed(Array("event: content_block_delta\ndata: {\"delta\":{\n\n".utf8), to: stream)
    #expect(stream.failure == .malformed("Unexpected end of JSON input"))
  }

  @Test(arguments: [
    ("end_turn", ProviderAnswer.End.whole),  // All was said.
    ("max_tokens", .cut),  // The tier's limit.
    ("model_context_window_exceeded", .cut),  // The model's own limit.
    ("refusal", .refused),  // A classifier declined.
    ("something_new", .whole),  // The parser decides.
  ])
  func `a stop reason means`(reason: String, end: ProviderAnswer.End) {
    #expect(AnthropicMessage.end(for: reason) == end)
  }
}
