import Testing
import Wire
import World

@testable import FakeLLM

@Suite struct ZhipuStreamTests {
  private let dialect = ZhipuDialect(FakeLLMConfiguration())
  private let head =
    #"{"id":"id","created":1777593600,"object":"chat.completion.chunk","model":"m","choices":["#

  private func data(
    _ blocks: [ScriptBlock], _ reason: StopReason = .endTurn, omitting: StreamOmissions = [],
    streamsTools: Bool = false
  ) -> [String] {
    let plan = SpelledStream.plan(blocks, dialect, omitting: omitting) {
      $0.streamsTools = streamsTools
    }
    return SpelledStream.data(SpelledStream.text(plan, dialect.stream(plan), reason))
  }

  private func chunk(_ rest: String) -> String {
    head + #"{"index":0,"delta":{"role":"assistant",\#(rest)}}]}"#
  }

  @Test func `a stream is as recorded: no reason until the last chunk, which has the usage`() {
    #expect(
      data([.thinking("Hmm, so"), .text("Hi")]) == [
        chunk(#""reasoning_content":"Hmm, s""#), chunk(#""reasoning_content":"o""#),
        chunk(#""content":"Hi""#),
        head + #"{"index":0,"finish_reason":"stop","delta":{"role":"assistant","content":""}}],"#
          + #""usage":{"prompt_tokens":2,"completion_tokens":4,"total_tokens":6,"#
          + #""prompt_tokens_details":{"cached_tokens":0},"#
          + #""completion_tokens_details":{"reasoning_tokens":3}}}"#,
        "[DONE]",
      ])
  }

  @Test func `a call comes whole, or in parts for who asks`() {
    let opening = #""tool_calls":[{"index":0,"id":"call_1","type":"function","function":"#
    let whole = data([.call(#"{"at":1}"#)], .toolUse)
    let parts = data([.call(#"{"at":1}"#)], .toolUse, streamsTools: true)

    #expect(whole.count == 3)
    #expect(whole[0] == chunk(opening + #"{"name":"look","arguments":"{\"at\":1}"}}]"#))
    #expect(whole[1].contains(#""finish_reason":"tool_calls""#))
    #expect(parts.count == 5)
    #expect(parts[0] == chunk(opening + #"{"name":"look","arguments":""}}]"#))
    #expect(parts[1] == chunk(#""tool_calls":[{"index":0,"function":{"arguments":"{\"at\":"}}]"#))
  }

  @Test(arguments: [
    (StopReason.endTurn, "stop"), (.maxTokens, "length"), (.stopSequence("x"), "stop"),
    (.toolUse, "tool_calls"), (.refusal, "sensitive"),
    (.verbatim("network_error"), "network_error"),
    (.contextWindowExceeded, "model_context_window_exceeded"),
  ])
  func `each reason has the vendor's name`(reason: StopReason, name: String) throws {
    let data = data([.text("Hi")], reason)

    let choice = try JSONValue.parse(data[data.count - 2])["choices"]?[0]
    #expect(choice?["finish_reason"] == .string(name))
  }

  @Test(arguments: [(StreamOmissions.usage, 3), (.finish, 2), (.terminator, 2)])
  func `what is left out is left out`(omissions: StreamOmissions, count: Int) {
    let data = data([.text("Hi")], omitting: omissions)

    #expect(data.count == count)
    #expect(data.contains { $0.contains("usage") } == (omissions == .terminator))
    #expect((data[count - 1] == "[DONE]") == (omissions != .terminator))
  }

  @Test func `over the wire a stream has the vendor's head and time`() throws {
    let stage = Stage()
    let reply = try stage.reply(to: Ask.completion(with: ["stream": true]))

    #expect(reply.status == 200 && reply.headAt == .start)
    #expect(reply.fields["content-type"] == "text/event-stream;charset=UTF-8")
    #expect(reply.events.count == 402 && reply.events.first?.at == .start + .seconds(2))
    let text = reply.deltas.compactMap { $0["content"]?.stringValue }.joined()
    #expect(try JSONValue.parse(text)["tools"] != nil && text.utf8.count == 1200)
    #expect(stage.calls.map(\.end) == [.complete(.endTurn)])
  }

  @Test func `an error inside a stream has the vendor's code`() throws {
    let rule = BehaviourRule(.all, Behaviour(.errorEvent(type: "1234"), after: 3))
    let reply = try Stage([rule]).reply(to: Ask.completion(with: ["stream": true]))

    #expect(reply.events.last?.data["error"] == ["code": "1234", "message": "Network error"])
  }
}
