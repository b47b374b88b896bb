import Testing
import Wire

@testable import FakeLLM

@Suite struct OpenAIStreamTests {
  private let dialect = OpenAIDialect(FakeLLMConfiguration())
  private let head =
    #"{"id":"id","object":"chat.completion.chunk","created":1777593600,"model":"m","#
    + #""service_tier":"default","system_fingerprint":"fp_0000000000","choices":["#

  private func data(
    _ blocks: [ScriptBlock], omitting: StreamOmissions = [], wantsUsage: Bool = false
  ) -> [String] {
    let plan = SpelledStream.plan(blocks, dialect, omitting: omitting) {
      $0.wantsUsage = wantsUsage
    }
    return SpelledStream.data(SpelledStream.text(plan, dialect.stream(plan), .toolUse))
  }

  private func chunk(_ delta: String, _ finish: String = "null") -> String {
    head + #"{"index":0,"delta":\#(delta),"logprobs":null,"finish_reason":\#(finish)}]}"#
  }

  @Test func `text and calls are deltas of one choice, thinking is none`() {
    let blocks: [ScriptBlock] = [
      .thinking("Hmm"), .text("Hi \"you\""), .call(#"{"at":1}"#), .call("{}"),
    ]

    #expect(
      data(blocks) == [
        chunk(#"{"role":"assistant","content":"","refusal":null}"#),
        chunk(#"{"content":"Hi \"yo"}"#), chunk(#"{"content":"u\""}"#),
        chunk(
          #"{"tool_calls":[{"index":0,"id":"call_1","type":"function","#
            + #""function":{"name":"look","arguments":""}}]}"#),
        chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":"{\"at\":"}}]}"#),
        chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":"1}"}}]}"#),
        chunk(
          #"{"tool_calls":[{"index":1,"id":"call_1","type":"function","#
            + #""function":{"name":"look","arguments":""}}]}"#),
        chunk(#"{"tool_calls":[{"index":1,"function":{"arguments":"{}"}}]}"#),
        chunk("{}", "\"tool_calls\""), "[DONE]",
      ])
  }

  @Test func `a call without text has no content`() {
    #expect(
      data([.call("{}")])[0] == chunk(#"{"role":"assistant","content":null,"refusal":null}"#))
  }

  @Test func `the usage is asked for, and then all other chunks say null`() {
    let usage =
      #""usage":{"prompt_tokens":2,"completion_tokens":2,"total_tokens":4,"#
      + #""prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"#
      + #""completion_tokens_details":{"reasoning_tokens":1,"audio_tokens":0,"#
      + #""accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}}"#
    let data = data([.thinking("Hmm"), .text("Hi")], wantsUsage: true)

    #expect(data.count == 5 && data[3] == head + "]," + usage)
    #expect(data[..<3].allSatisfy { $0.hasSuffix(#"}],"usage":null}"#) })
  }

  @Test(arguments: [
    (StreamOmissions.finish, 3, "[DONE]"), (.terminator, 3, "tool_calls"), (.usage, 3, "[DONE]"),
  ])
  func `what is left out is left out`(omissions: StreamOmissions, count: Int, last: String) {
    let wantsUsage = omissions == .usage
    let data = data([.text("Hi")], omitting: omissions, wantsUsage: wantsUsage)

    #expect(data.count == (wantsUsage ? 4 : count) && data[data.count - 1].contains(last))
    #expect(!data.contains { $0.contains("usage") })
    #expect(data.contains { $0.contains("\"tool_calls\"}]") } == (omissions != .finish))
  }

  @Test func `a whole answer has its calls beside its content`() throws {
    let plan = SpelledStream.plan([.call(#"{"at":1}"#)], dialect)
    let body = try JSONValue.parse(dialect.answer(plan, .toolUse).body)

    let message = try #require(body["choices"]?[0]?["message"])
    #expect(message["content"] == .null)
    #expect(
      message["tool_calls"] == [
        [
          "id": "call_1", "type": "function",
          "function": ["name": "look", "arguments": #"{"at":1}"#],
        ]
      ])
    #expect(body["choices"]?[0]?["finish_reason"] == "tool_calls")
  }
}
