import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct HeaderScriptTests {
  @Test(arguments: ScriptedVendor.allCases)
  func `a text is what the client gets, whatever its letters`(vendor: ScriptedVendor) throws {
    let text = "Grüße, 日本 \u{1F600}\u{2028}end \\ \" \n"
    let script: JSONValue = ["text": .string(text)]
    let reply = try vendor.reply(script.jsonString(pretty: false))

    #expect(vendor.texts(reply).joined() == text)
    #expect(vendor.outputTokens(reply) == (text.utf8.count + 2) / 3)
    #expect(vendor.hasTerminator(reply))
  }

  @Test(arguments: ScriptedVendor.allCases, [0, 1, 2, 9, 10, 57, 1000])
  func `an answer has exactly the tokens of its script`(
    vendor: ScriptedVendor, tokens: Int
  ) throws {
    let reply = try vendor.reply("{\"output_tokens\":\(tokens)}")

    #expect(vendor.outputTokens(reply) == tokens)
    #expect(vendor.texts(reply).joined().utf8.count == 3 * tokens)
  }

  @Test(arguments: [
    (7, "ab ab ab ab ab ab ab "),  // Repeated: 21 bytes.
    (1, "ab "),
    (0, ""),
  ])
  func `a text is repeated or cut to the script's tokens`(tokens: Int, text: String) throws {
    let reply = try ScriptedVendor.anthropic.reply("{\"text\":\"ab \",\"output_tokens\":\(tokens)}")

    #expect(reply.texts.joined() == text)
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `pace and first token are the script's`(vendor: ScriptedVendor) throws {
    let script = #"{"output_tokens":11,"first_token_ms":250,"tokens_per_second":10}"#
    let reply = try vendor.reply(script)

    // Eleven tokens, ten gaps of a tenth of a second.
    #expect(reply.headAt == .start)
    #expect(reply.endedAt == .start + .milliseconds(1250))
  }

  @Test(arguments: [
    (ScriptedVendor.anthropic, "refusal", "refusal"), (.anthropic, "end_turn", "end_turn"),
    (.anthropic, "max_tokens", "max_tokens"), (.anthropic, "stop_sequence", "stop_sequence"),
    (.anthropic, "tool_use", "tool_use"), (.anthropic, "pause_turn", "pause_turn"),
    (.anthropic, "model_context_window_exceeded", "model_context_window_exceeded"),
    (.openAI, "refusal", "content_filter"), (.openAI, "max_tokens", "length"),
    (.openAI, "tool_use", "tool_calls"), (.openAI, "function_call", "function_call"),
    (.zhipu, "refusal", "sensitive"), (.zhipu, "network_error", "network_error"),
    (.zhipu, "model_context_window_exceeded", "model_context_window_exceeded"),
  ])
  func `an answer stops for any reason, in the vendor's word`(
    vendor: ScriptedVendor, stop: String, word: String
  ) throws {
    let reply = try vendor.reply("{\"output_tokens\":12,\"stop\":\"\(stop)\"}")

    #expect(vendor.reason(reply) == word)
    #expect(vendor.outputTokens(reply) == 12 && vendor.hasTerminator(reply))
  }

  @Test func `the request's limit goes before the script's reason`() throws {
    let script = #"{"output_tokens":50,"stop":"refusal"}"#
    let reply = try ScriptedVendor.anthropic.reply(script, maxTokens: 10)

    #expect(ScriptedVendor.anthropic.reason(reply) == "max_tokens")
    #expect(ScriptedVendor.anthropic.outputTokens(reply) == 10)
  }

  @Test func `a limit inside of a scalar sells its tokens and sends whole scalars`() throws {
    // Four bytes each: the third token ends in the middle of the third scalar.
    let script = #"{"text":"\ud83d\ude00\ud83d\ude00\ud83d\ude00"}"#
    let reply = try ScriptedVendor.anthropic.reply(script, maxTokens: 3)

    #expect(reply.texts.joined() == "\u{1F600}\u{1F600}")
    #expect(ScriptedVendor.anthropic.outputTokens(reply) == 3)
  }

  @Test func `a tool call is a block of its own with its input`() throws {
    let script = #"{"text":"Let me see.","tool":{"name":"look","input":{"city":"Bern"}}}"#
    let reply = try ScriptedVendor.anthropic.reply(script)

    let starts = reply.events.compactMap { $0.data["content_block"] }
    #expect(starts.map { $0["type"] } == ["text", "tool_use"])
    #expect(starts[1]["id"]?.stringValue?.hasPrefix("toolu_") == true)
    #expect(starts[1]["name"] == "look")
    let input = reply.events.compactMap { $0.data["delta"]?["partial_json"]?.stringValue }
    #expect(try JSONValue.parse(input.joined()) == ["city": "Bern"])
    #expect(ScriptedVendor.anthropic.reason(reply) == "tool_use")
  }

  @Test(arguments: [ScriptedVendor.openAI, .zhipu])
  func `a tool call alone has no text`(vendor: ScriptedVendor) throws {
    let reply = try vendor.reply(#"{"tool":{"name":"look","input":{"city":"Bern"}}}"#)

    let calls = reply.deltas.compactMap { $0["tool_calls"]?[0] }
    #expect(calls.first?["function"]?["name"] == "look")
    #expect(calls.first?["id"]?.stringValue?.hasPrefix("call_") == true)
    let input = calls.compactMap { $0["function"]?["arguments"]?.stringValue }.joined()
    #expect(try JSONValue.parse(input) == ["city": "Bern"])
    #expect(vendor.texts(reply).isEmpty && vendor.reason(reply) == "tool_calls")
  }

  @Test func `thinking comes before the text and is counted`() throws {
    let script = #"{"output_tokens":30,"reasoning_tokens":12}"#
    let reply = try ScriptedVendor.anthropic.reply(script)

    let thoughts = reply.events.compactMap { $0.data["delta"]?["thinking"]?.stringValue }
    #expect(thoughts.joined().utf8.count == 36 && reply.texts.joined().utf8.count == 54)
    #expect(ScriptedVendor.anthropic.outputTokens(reply) == 30)
    let starts = reply.events.compactMap { $0.data["content_block"]?["type"] }
    #expect(starts == ["thinking", "text"])

    let glm = try ScriptedVendor.zhipu.reply(script)
    let reasons = glm.deltas.compactMap { $0["reasoning_content"]?.stringValue }
    #expect(reasons.joined().utf8.count == 36)
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `a status is an error answer with all that clients look at`(
    vendor: ScriptedVendor
  ) throws {
    let script = #"{"status":429,"retry_after_s":3,"should_retry":false}"#
    let reply = try vendor.reply(script)

    #expect(reply.status == 429 && reply.fields["retry-after"] == "3")
    #expect(reply.fields["x-should-retry"] == "false")
    #expect(try vendor.message(reply) != nil)
  }

  @Test func `a code goes where the vendor has its codes`() throws {
    let script = #"{"status":429,"code":"ramp_limit_exceeded","error_type":"rate_limit_error"}"#
    let claude = try ScriptedVendor.anthropic.reply(script).json["error"]
    #expect(claude?["details"]?["error_code"] == "ramp_limit_exceeded")
    #expect(claude?["type"] == "rate_limit_error")
    let openAI = try ScriptedVendor.openAI.reply(#"{"status":429,"code":"quota"}"#).json["error"]
    #expect(openAI?["code"] == "quota")
    let zhipu = try ScriptedVendor.zhipu.reply(#"{"status":429,"code":"1308"}"#).json["error"]
    #expect(zhipu?["code"] == "1308")
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `the first so many requests of an id get the script, then all is well`(
    vendor: ScriptedVendor
  ) throws {
    let stage = Stage()
    let statuses = try stage.run { client in
      var statuses: [Int] = []
      for id in ["a", "a", "b", "a", "b", "b"] {
        let script = "{\"status\":529,\"times\":2,\"id\":\"\(id)\"}"
        let reply = try await Reply.read(
          vendor.request(script, stream: false), from: client, in: stage.users)
        statuses.append(reply.status)
      }
      return statuses
    }

    #expect(statuses == [529, 529, 529, 200, 529, 200])
  }

  @Test func `a script goes before the rules`() throws {
    let stage = Stage([BehaviourRule(.all, .failure(status: 500))])
    let reply = try stage.reply(to: ScriptedVendor.anthropic.request(#"{"text":"Hi"}"#))

    #expect(reply.status == 200 && reply.texts == ["Hi"])
  }
}
