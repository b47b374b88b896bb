import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct ZhipuDialectTests {
  @Test func `a completion has the recorded shape`() throws {
    let stage = Stage()
    let reply = try stage.reply(to: Ask.completion())

    #expect(reply.status == 200)
    #expect(reply.fields["content-type"] == "application/json; charset=UTF-8")
    #expect(reply.headAt == .start + .milliseconds(2000 + 3990))
    let body = try reply.json
    let id = try #require(body["id"]?.stringValue)
    #expect(id.hasPrefix("20260501000000") && body["request_id"]?.stringValue == id)
    #expect(body["created"] == 1_777_593_600 && body["model"] == "claude-test")
    let choice = try #require(body["choices"]?[0])
    #expect(choice["finish_reason"] == "stop" && choice["message"]?["role"] == "assistant")
    let text = try #require(choice["message"]?["content"]?.stringValue)
    #expect(try JSONValue.parse(text)["tools"] != nil)
    let usage = try #require(body["usage"])
    #expect(usage["prompt_tokens"] == 16 && usage["completion_tokens"] == 400)
    #expect(usage["total_tokens"] == 416)
    #expect(stage.calls.map(\.end) == [.complete(.endTurn)])
  }

  @Test func `a completion is cut at max_tokens`() throws {
    let body = try Stage().reply(to: Ask.completion(with: ["max_tokens": 100])).json

    #expect(body["choices"]?[0]?["finish_reason"] == "length")
    #expect(body["usage"]?["completion_tokens"] == 100)
  }

  @Test func `the vendor's own client sends nulls, extras and an id of its own`() throws {
    let reply = try Stage().reply(
      to: Ask.completion(with: [
        "thinking": .null, "response_format": .null, "max_tokens": .null, "request_id": "mine",
        "do_sample": false, "something_new": 1,
      ]))

    #expect(reply.status == 200)
    #expect(try reply.json["request_id"] == "mine")
  }

  static let path = "/api/paas/v4/chat/completions"

  @Test(arguments: [
    // What is wrong, the request, and the status and code that the vendor lists for it.
    ("no key", Ask.completion(fields: [:]), 401, "1001"),
    ("unknown key", Ask.completion(fields: ["authorization": "Bearer x"]), 401, "1002"),
    ("unknown model", Ask.completion(with: ["model": "glm-0"]), 400, "1211"),
    ("no model", Ask.completion(without: "model"), 400, "1213"),
    ("no messages", Ask.completion(without: "messages"), 400, "1213"),
    (
      "no user", Ask.completion(with: ["messages": [["role": "system", "content": "Hi"]]]), 400,
      "1214"
    ),
    ("zero tokens", Ask.completion(with: ["max_tokens": 0]), 400, "1214"),
    ("two stop words", Ask.completion(with: ["stop": ["a", "b"]]), 400, "1214"),
    ("a tool without a name", Ask.completion(with: ["tools": [["type": "x"], [:]]]), 400, "1213"),
    ("too warm", Ask.completion(with: ["temperature": 1.5]), 400, "1214"),
    ("no object", Ask.post(path, Ask.zhipuFields, []), 400, "1210"),
    ("half a body", HTTPRequest("POST", path, fields: Ask.zhipuFields, body: [0x7B]), 400, "1210"),
  ])
  func `a bad request gets the vendor's code`(
    what: String, request: HTTPRequest, status: Int, code: String
  ) throws {
    let stage = Stage(apiKeys: ["id.secret"])
    let reply = try stage.reply(to: request)

    #expect(reply.status == status)
    #expect(try reply.json["error"]?["code"] == .string(code))
    #expect(stage.calls.map(\.end) == [.refusedRequest(status: status)])
  }

  @Test func `a scripted overload has the vendor's shape`() throws {
    let stage = Stage([BehaviourRule(.all, .failure(status: 429))])
    let reply = try stage.reply(to: Ask.completion())

    #expect(reply.status == 429)
    #expect(try reply.json["error"]?["code"] == "1302")
    #expect(stage.calls.map(\.end) == [.failed(.status(429))])
  }

  @Test func `a refusal is the finish reason sensitive`() throws {
    let body = try Stage([BehaviourRule(.all, Behaviour(.refusal))]).reply(to: Ask.completion())
      .json

    #expect(body["choices"]?[0]?["finish_reason"] == "sensitive")
  }

  @Test(arguments: [
    ("GET", "/api/paas/v4/chat/completions", 405), ("POST", "/api/paas/v4/embeddings", 404),
  ])
  func `other paths and methods are errors of this vendor`(
    method: String, path: String, status: Int
  ) throws {
    let reply = try Stage().reply(to: HTTPRequest(method, path))

    #expect(reply.status == status)
    #expect(try reply.json["error"]?["code"]?.stringValue != nil)
  }
}
