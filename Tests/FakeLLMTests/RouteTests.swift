import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct RouteTests {
  /// The shape of an answer's error.
  private func vendor(_ body: JSONValue) -> String {
    if body["type"] == "error" { return "anthropic" }
    return body["error"]?["param"] == nil ? "zhipu" : "openai"
  }

  private static let bearer: HTTPFields = ["authorization": "Bearer sk-1"]

  @Test(
    arguments: [
      ("GET", "/v1/messages", [:], 405, "POST", "anthropic"),
      ("PUT", "/v1/messages?beta=true", [:], 405, "POST", "anthropic"),
      ("GET", "/v1/messages/count_tokens", bearer, 405, "POST", "anthropic"),
      ("POST", "/v1/messages/batches", bearer, 404, nil, "anthropic"),
      ("DELETE", "/v1/models/m", Ask.anthropicFields, 405, "GET", "anthropic"),
      ("GET", "/v1/chat/completions", [:], 405, "POST", "openai"),
      ("POST", "/v1/chat/nothing", [:], 404, nil, "openai"),
      ("POST", "/v1/models", bearer, 405, "GET", "openai"),
      ("POST", "/v1/embeddings", bearer, 404, nil, "openai"),
      ("GET", "/api/paas/v4/chat/completions", [:], 405, "POST", "zhipu"),
      ("GET", "/api/coding/paas/v4/chat/completions", [:], 405, "POST", "zhipu"),
      ("POST", "/api/paas/v4/embeddings", [:], 404, nil, "zhipu"),
      ("GET", "/api/anthropic/v1/messages", [:], 405, "POST", "zhipu"),
      ("GET", "/", [:], 404, nil, "anthropic"),
    ] as [(String, String, HTTPFields, Int, String?, String)])
  func `a wrong path or method is an error of the path's vendor`(
    method: String, path: String, fields: HTTPFields, status: Int, allow: String?, vendor: String
  ) throws {
    let stage = Stage()
    let reply = try stage.reply(to: HTTPRequest(method, path, fields: fields))

    #expect(reply.status == status && reply.fields["allow"] == allow)
    #expect(self.vendor(try reply.json) == vendor)
    #expect(stage.calls.isEmpty)
  }

  @Test(arguments: [
    ("/v1/messages", "anthropic"), ("/v1/chat/completions", "openai"),
    ("/api/paas/v4/chat/completions", "zhipu"), ("/api/anthropic/v1/messages", "zhipu"),
  ])
  func `a body beyond the limit is refused in the vendor's shape`(
    path: String, vendor: String
  ) throws {
    let head = HTTPRequestHead(method: "POST", target: path, fields: Ask.anthropicFields)
    let answer = Stage().provider.answer(
      to: .malformed(.bodyTooLong(byteCount: 32_000_001, limit: 32_000_000)), of: head)

    #expect(answer.status == 413)
    #expect(self.vendor(try JSONValue.parse(answer.body)) == vendor)
  }

  @Test(arguments: [
    "/v1/chat/completions", "/api/paas/v4/chat/completions",
    "/api/coding/paas/v4/chat/completions",
  ])
  func `chat completions are at each of their paths`(path: String) throws {
    let reply = try Stage().reply(to: Ask.completion(at: path))

    #expect(reply.status == 200)
    #expect(try reply.json["object"] == "chat.completion")
  }
}
