import HTTP
import Testing
import Wire
import World

@testable import FakeLLM

@Suite struct ContextWindowTests {
  /// A prompt that leaves so many tokens of the window of 200,000 to the answer.
  private func ask(leaving tokens: Int) -> HTTPRequest {
    // The system prompt and the line behind it are 17 bytes; with one letter more 6 tokens.
    let prompt = String(repeating: "abc", count: 200_000 - tokens - 6) + "a"
    return Ask.messages(prompt, stream: false, with: ["model": "claude-haiku-4-5"])
  }

  private func stage() -> Stage {
    var model = ModelProfile.steady
    model.name = "claude-haiku-4-5"
    return Stage(model: model)
  }

  @Test func `an answer ends where prompt and answer fill the window`() throws {
    let body = try stage().reply(to: ask(leaving: 100)).json

    #expect(body["usage"]?["input_tokens"] == 199_900)
    #expect(body["usage"]?["output_tokens"] == 100)
    #expect(body["stop_reason"] == "model_context_window_exceeded")
  }

  @Test func `an answer that just fits ends as it would`() throws {
    let body = try stage().reply(to: ask(leaving: 400)).json

    #expect(body["stop_reason"] == "end_turn" && body["usage"]?["output_tokens"] == 400)
  }

  @Test func `Zhipu refuses a prompt beyond its window`() throws {
    let long = String(repeating: "abc", count: 200_001)
    let reply = try Stage().reply(
      to: Ask.completion(with: ["messages": [["role": "user", "content": .string(long)]]]))

    #expect(reply.status == 400)
    #expect(try reply.json["error"]?["code"] == "1261")
  }
}
