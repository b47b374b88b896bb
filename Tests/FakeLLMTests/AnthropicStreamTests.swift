import FakeLLM
import Testing
import Wire
import World

@Suite struct AnthropicStreamTests {
  @Test func `a stream has the real one's events, in their order`() throws {
    let stage = Stage(model: .steady(tokens: 400, perDelta: 3))
    let reply = try stage.reply(to: Ask.messages())

    let deltas = Array(repeating: "content_block_delta", count: 134)
    #expect(
      reply.names == ["message_start", "content_block_start", "ping"] + deltas
        + ["content_block_stop", "message_delta", "message_stop"])
    for seen in reply.events { #expect(seen.data["type"]?.stringValue == seen.event.type) }
    #expect(reply.failure == nil && !reply.hasPartialEvent)
  }

  @Test func `the head comes before the first token, with the vendor's fields`() throws {
    let reply = try Stage().reply(to: Ask.messages())

    #expect(reply.status == 200)
    #expect(reply.fields["content-type"] == "text/event-stream; charset=utf-8")
    #expect(reply.fields["transfer-encoding"] == "chunked")
    #expect(reply.fields["request-id"]?.hasPrefix("req_") == true)
    #expect(reply.headAt == .start)
    #expect(reply.events.prefix(3).allSatisfy { $0.at == .start })
    #expect(reply.textTimes.first == .start + .seconds(2))
  }

  @Test func `the frame's events are byte for byte as documented`() throws {
    let reply = try Stage().reply(to: Ask.messages())

    let start = try #require(reply.event("message_start")?["message"])
    #expect(
      start.objectValue?.map(\.key) == [
        "id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage",
      ])
    #expect(start["id"]?.stringValue?.hasPrefix("msg_") == true)
    #expect(start["model"] == "claude-test" && start["content"] == [])
    let wire = String(decoding: reply.body, as: UTF8.self)
    #expect(
      wire.contains(
        """
        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: ping
        data: {"type": "ping"}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{\\"n"}}

        """))
    #expect(
      wire.hasSuffix(
        """
        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null,\
        "stop_details":null},"usage":{"input_tokens":16,"cache_creation_input_tokens":0,\
        "cache_read_input_tokens":0,"output_tokens":400}}

        event: message_stop
        data: {"type":"message_stop"}


        """))
  }

  @Test func `the deltas joined are a spec, and the books agree with the wire`() throws {
    let stage = Stage(model: .steady(tokens: 1000, perDelta: 3))
    let reply = try stage.reply(to: Ask.messages())

    let text = reply.texts.joined()
    #expect(try JSONValue.parse(text)["tools"] != nil)
    let call = try #require(stage.calls.first)
    #expect(stage.calls.count == 1 && call.number == 1)
    #expect(call.requestID == "req-8" && call.model == "claude-test" && call.maxTokens == 4096)
    #expect(call.isStream && call.end == .complete(.endTurn))
    #expect(call.outputTokens == 1000 && text.utf8.count == 3000)
    #expect(call.text == fingerprint(text))
    #expect(call.started == .start && call.firstToken == .start + .seconds(2))
    #expect(call.ended == .start + .seconds(2) + .milliseconds(9990))
  }

  @Test(arguments: [
    (Int.max, StopReason.endTurn),  // As much as can be asked for.
    (1000, .endTurn),  // Exactly its natural length: nothing is cut.
    (999, .maxTokens),  // One token short.
    (500, .maxTokens), (1, .maxTokens),
    (0, .maxTokens),  // Legal: fills the prompt cache, generates nothing.
  ])
  func `exactly max_tokens tokens are sent`(maxTokens: Int, reason: StopReason) throws {
    let stage = Stage(model: .steady(tokens: 1000, perDelta: 7))
    let reply = try stage.reply(to: Ask.messages(maxTokens: maxTokens))

    #expect(reply.texts.joined().utf8.count == 3 * min(maxTokens, 1000))
    let last = try #require(reply.event("message_delta"))
    #expect(last["delta"]?["stop_reason"]?.stringValue == reason.anthropicName)
    #expect(last["usage"]?["output_tokens"]?.intValue == min(maxTokens, 1000))
    #expect(reply.names.last == "message_stop")
    #expect(stage.calls.first?.outputTokens == min(maxTokens, 1000))
    #expect(stage.calls.first?.end == .complete(reason))
  }

  @Test func `a stop sequence ends the text before it`() throws {
    let stage = Stage()
    let reply = try stage.reply(
      to: Ask.messages(with: ["stop_sequences": ["\"tools\""]]))

    let text = reply.texts.joined()
    #expect(text.contains("\"slug\"") && !text.contains("\"tools\""))
    let delta = reply.event("message_delta")?["delta"]
    #expect(delta?["stop_reason"] == "stop_sequence")
    #expect(delta?["stop_sequence"] == "\"tools\"")
    #expect(stage.calls.first?.end == .complete(.stopSequence("\"tools\"")))
  }
}

/// The fingerprint of a text that came in one piece.
func fingerprint(_ text: String) -> ByteFingerprint {
  var fingerprint = ByteFingerprint()
  Array(text.utf8).withUnsafeBufferPointer { fingerprint.add($0) }
  return fingerprint
}
