import Testing
import Wire

@testable import FakeLLM

@Suite struct AnthropicBlocksTests {
  private let dialect = AnthropicDialect(FakeLLMConfiguration())
  private let blocks: [ScriptBlock] = [
    .thinking("Hmm, so"), .text("Hi \"you\""), .call(#"{"at":1}"#),
  ]

  private func data(
    omitting: StreamOmissions = [], reason: StopReason = .toolUse,
    _ change: (inout GenerationRequest) -> Void = { _ in }
  ) -> [String] {
    let plan = SpelledStream.plan(blocks, dialect, omitting: omitting, change)
    return SpelledStream.data(SpelledStream.text(plan, dialect.stream(plan), reason))
  }

  @Test func `thinking, text and a call are three blocks`() {
    let signature = AnthropicContent.signature(blocks[0])
    #expect(
      Array(data().dropFirst()) == [
        #"{"type":"content_block_start","index":0,"content_block":"#
          + #"{"type":"thinking","thinking":"","signature":""}}"#,
        #"{"type": "ping"}"#,
        #"{"type":"content_block_delta","index":0,"delta":"#
          + #"{"type":"thinking_delta","thinking":"Hmm, s"}}"#,
        #"{"type":"content_block_delta","index":0,"delta":"#
          + #"{"type":"thinking_delta","thinking":"o"}}"#,
        #"{"type":"content_block_delta","index":0,"delta":"#
          + #"{"type":"signature_delta","signature":"\#(signature)"}}"#,
        #"{"type":"content_block_stop","index":0}"#,
        #"{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"#,
        #"{"type":"content_block_delta","index":1,"delta":"#
          + #"{"type":"text_delta","text":"Hi \"yo"}}"#,
        #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"u\""}}"#,
        #"{"type":"content_block_stop","index":1}"#,
        #"{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","#
          + #""id":"toolu_1","name":"look","input":{},"caller":{"type":"direct"}}}"#,
        #"{"type":"content_block_delta","index":2,"delta":"#
          + #"{"type":"input_json_delta","partial_json":""}}"#,
        #"{"type":"content_block_delta","index":2,"delta":"#
          + #"{"type":"input_json_delta","partial_json":"{\"at\":"}}"#,
        #"{"type":"content_block_delta","index":2,"delta":"#
          + #"{"type":"input_json_delta","partial_json":"1}"}}"#,
        #"{"type":"content_block_stop","index":2}"#,
        #"{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null,"#
          + #""stop_details":null},"usage":{"input_tokens":2,"cache_creation_input_tokens":0,"#
          + #""cache_read_input_tokens":0,"output_tokens":9,"#
          + #""output_tokens_details":{"thinking_tokens":3}}}"#,
        #"{"type":"message_stop"}"#,
      ])
  }

  @Test func `thinking that is not to be shown is only signed`() {
    let hidden = data { $0.hidesThinking = true }

    #expect(hidden.count == data().count - 2)
    #expect(!hidden.contains { $0.contains("thinking_delta") })
    #expect(hidden.contains { $0.contains("signature_delta") })
  }

  @Test(arguments: [
    (StreamOmissions.usage, "message_stop", false), (.finish, "message_stop", false),
    (.terminator, "message_delta", true),
    (StreamOmissions([.finish, .terminator]), "content_block_stop", false),
  ])
  func `what is left out is left out, and nothing else`(
    omissions: StreamOmissions, last: String, hasUsage: Bool
  ) throws {
    let data = data(omitting: omissions)

    #expect(try JSONValue.parse(data[data.count - 1])["type"]?.stringValue == last)
    #expect(data.dropFirst().contains { $0.contains("\"usage\"") } == hasUsage)
    #expect(data.contains { $0.contains("message_delta") } == !omissions.contains(.finish))
  }

  @Test(arguments: [
    (StopReason.endTurn, "end_turn"), (.maxTokens, "max_tokens"),
    (.stopSequence("x"), "stop_sequence"), (.toolUse, "tool_use"), (.pauseTurn, "pause_turn"),
    (.refusal, "refusal"), (.contextWindowExceeded, "model_context_window_exceeded"),
  ])
  func `each reason has its companions`(reason: StopReason, name: String) throws {
    let data = data(reason: reason)
    let delta = try JSONValue.parse(data[data.count - 2])["delta"]

    #expect(delta?["stop_reason"] == .string(name))
    #expect(delta?["stop_sequence"] == (name == "stop_sequence" ? "x" : .null))
    #expect((delta?["stop_details"] == .null) == (name != "refusal"))
  }

  @Test func `a whole answer has the same blocks`() throws {
    let plan = SpelledStream.plan(blocks, dialect)
    let body = try JSONValue.parse(dialect.answer(plan, .toolUse).body)

    let content = try #require(body["content"]?.arrayValue)
    #expect(content.map { $0["type"] } == ["thinking", "text", "tool_use"])
    #expect(content[0]["thinking"] == "Hmm, so")
    #expect(content[0]["signature"] == .string(AnthropicContent.signature(blocks[0])))
    #expect(content[2]["input"] == ["at": 1] && content[2]["id"] == "toolu_1")
    #expect(body["usage"]?["output_tokens_details"]?["thinking_tokens"] == 3)
  }

  @Test func `a whole answer may hide its thinking and lack its usage`() throws {
    let plan = SpelledStream.plan(blocks, dialect, omitting: .usage) { $0.hidesThinking = true }
    let body = try JSONValue.parse(dialect.answer(plan, .endTurn).body)

    #expect(body["content"]?[0]?["thinking"] == "" && body["usage"] == nil)
  }
}
