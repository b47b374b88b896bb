import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct TokenCountTests {
  private static let bodies = [
    #"{"messages": [{"role": "user", "content": "Hi"}]}"#,
    #"{"messages": [{"role": "user", "content": "Grüße 🌍"}], "system": "Be kind."}"#,
    #"""
    {"messages": [{"role": "user", "content": [{"type": "text", "text": "Look"}]},
      {"role": "assistant", "content": [
        {"type": "thinking", "thinking": "long long thoughts", "signature": "s"},
        {"type": "tool_use", "id": "t", "name": "look", "input": {"at": 1}}]},
      {"role": "user", "content": [
        {"type": "tool_result", "tool_use_id": "t", "content": "nothing"}]}],
     "tools": [{"name": "look", "input_schema": {"type": "object"}}]}
    """#,
  ]

  @Test(arguments: bodies, ["/v1", "/api/anthropic/v1"])
  func `a count is what the same request's usage says`(body: String, base: String) throws {
    var members = try JSONValue.parse(body).objectValue ?? []
    members.append(JSONMember(key: "model", value: "claude-test"))
    let counted = try Stage().reply(
      to: Ask.post("\(base)/messages/count_tokens", Ask.anthropicFields, .object(members)))
    members.append(JSONMember(key: "max_tokens", value: 10))
    let answered = try Stage().reply(
      to: Ask.post("\(base)/messages", Ask.anthropicFields, .object(members)))

    let count = try #require(try counted.json["input_tokens"]?.intValue)
    #expect(counted.status == 200 && counted.endedAt == .start && count > 0)
    #expect(try answered.json["usage"]?["input_tokens"]?.intValue == count)
  }

  @Test func `a count is refused like a request, and is no call`() throws {
    let stage = Stage()
    let reply = try stage.reply(
      to: Ask.post("/v1/messages/count_tokens", Ask.anthropicFields, ["model": "claude-test"]))

    #expect(reply.status == 400 && stage.calls.isEmpty)
    #expect(try reply.json["error"]?["message"] == "messages: Field required")
  }
}
