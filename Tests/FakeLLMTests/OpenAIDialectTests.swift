import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct OpenAIDialectTests {
  @Test func `a completion has the documented shape`() throws {
    let stage = Stage()
    let reply = try stage.reply(to: Ask.chat())

    #expect(reply.status == 200 && reply.fields["content-type"] == "application/json")
    #expect(reply.fields["x-request-id"]?.hasPrefix("req_") == true)
    #expect(reply.headAt == .start + .milliseconds(2000 + 3990))
    let body = try reply.json
    #expect(
      body.objectValue?.map(\.key) == [
        "id", "object", "created", "model", "choices", "usage", "service_tier",
        "system_fingerprint",
      ])
    #expect(body["id"]?.stringValue?.hasPrefix("chatcmpl-") == true)
    #expect(body["object"] == "chat.completion" && body["created"] == 1_777_593_600)
    let choice = try #require(body["choices"]?[0])
    #expect(choice["index"] == 0 && choice["logprobs"] == .null)
    #expect(choice["finish_reason"] == "stop" && choice["message"]?["refusal"] == .null)
    let text = try #require(choice["message"]?["content"]?.stringValue)
    #expect(try JSONValue.parse(text)["tools"] != nil)
    let usage = try #require(body["usage"])
    #expect(usage["prompt_tokens"] == 16 && usage["completion_tokens"] == 400)
    #expect(usage["total_tokens"] == 416)
    #expect(stage.calls.map(\.end) == [.complete(.endTurn)])
  }

  @Test(arguments: ["max_tokens", "max_completion_tokens"])
  func `both names of the limit cut the answer`(name: String) throws {
    let request = Ask.chat(with: ["max_tokens": .null])
    let members = try JSONValue.parse(request.body).objectValue ?? []
    let limited = members.filter { $0.key != "max_tokens" } + [JSONMember(key: name, value: 100)]
    let body = try Stage().reply(
      to: Ask.post("/v1/chat/completions", request.fields, .object(limited))
    ).json

    #expect(body["choices"]?[0]?["finish_reason"] == "length")
    #expect(body["usage"]?["completion_tokens"] == 100)
  }

  @Test func `without a limit the answer has its natural length`() throws {
    let body = try Stage(model: .steady(tokens: 5000)).reply(to: Ask.chat(without: "max_tokens"))

    #expect(try body.json["usage"]?["completion_tokens"] == 5000)
  }

  @Test(arguments: [("{\"name", 1), ("\"tools\"", 4)])
  func `one stop text or a few end the answer`(stop: String, count: Int) throws {
    let stops: JSONValue =
      count == 1 ? .string(stop) : .array([.string(stop), "###", "§§", "%%"])
    let body = try Stage().reply(to: Ask.chat(with: ["stop": stops])).json

    #expect(body["choices"]?[0]?["finish_reason"] == "stop")
    let text = body["choices"]?[0]?["message"]?["content"]?.stringValue
    #expect(text?.contains(stop) == false && (count == 1) == (text == ""))
  }

  // MARK: Streams

  @Test(arguments: [nil, false, true])
  func `a stream has its usage only when asked for it`(wants: Bool?) throws {
    let options: JSONValue = wants.map { ["include_usage": .bool($0)] } ?? .null
    let stage = Stage(model: .steady(tokens: 400, perDelta: 4))
    let reply = try stage.reply(
      to: Ask.chat(with: ["stream": true, "stream_options": options]))

    #expect(reply.fields["content-type"] == "text/event-stream; charset=utf-8")
    #expect(reply.headAt == .start && reply.events.allSatisfy { $0.event.type == "message" })
    let chunks = reply.events.dropLast().map(\.data)
    #expect(reply.events.last?.data == "[DONE]" && !reply.hasPartialEvent)
    // The first chunk, 100 with text, the last, and perhaps the usage.
    #expect(chunks.count == (wants == true ? 103 : 102))
    #expect(Set(chunks.map { $0["id"]?.stringValue }).count == 1)
    #expect(
      chunks[0]["choices"]?[0]?["delta"]
        == ["role": "assistant", "content": "", "refusal": .null])
    let text = reply.deltas.compactMap { $0["content"]?.stringValue }.joined()
    #expect(try JSONValue.parse(text)["tools"] != nil)
    #expect(chunks[101]["choices"]?[0]?["delta"] == [:])
    #expect(chunks[101]["choices"]?[0]?["finish_reason"] == "stop")
    #expect(chunks[..<101].allSatisfy { $0["choices"]?[0]?["finish_reason"] == .null })
    #expect(chunks[..<102].allSatisfy { $0["usage"] == (wants == true ? .null : nil) })
    if wants == true {
      #expect(chunks[102]["choices"] == [] && chunks[102]["usage"]?["total_tokens"] == 416)
    }
  }

  @Test func `an error inside a stream is a chunk without choices`() throws {
    let rule = BehaviourRule(.all, Behaviour(.errorEvent(type: "service_unavailable"), after: 11))
    let reply = try Stage([rule]).reply(to: Ask.chat(with: ["stream": true]))

    let error = reply.events.last?.data["error"]
    #expect(error?["type"] == "server_error" && error?["code"] == "service_unavailable")
    #expect(error?["param"] == .null && reply.failure == nil)
  }

  // MARK: Errors

  struct Bad: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let request: HTTPRequest
    var status = 400
    var parameter: JSONValue = .null
    var code: JSONValue = .null
  }

  private static func chat(_ changes: String) -> HTTPRequest {
    let new = (try? JSONValue.parse(changes))?.objectValue ?? []
    let old = (try? JSONValue.parse(Ask.chat().body))?.objectValue ?? []
    let kept = old.filter { member in !new.contains { $0.key == member.key } }
    return Ask.post("/v1/chat/completions", Ask.chat().fields, .object(kept + new))
  }

  static let bad = [
    Bad(testDescription: "no key", request: Ask.chat(fields: [:]), status: 401),
    Bad(
      testDescription: "unknown key", request: Ask.chat(fields: ["authorization": "Bearer x"]),
      status: 401, code: "invalid_api_key"),
    Bad(
      testDescription: "unknown model", request: chat(#"{"model": "gpt-0"}"#), status: 404,
      code: "model_not_found"),
    Bad(testDescription: "no model", request: Ask.chat(without: "model")),
    Bad(
      testDescription: "no messages", request: Ask.chat(without: "messages"),
      parameter: "messages", code: "missing_required_parameter"),
    Bad(
      testDescription: "no message", request: chat(#"{"messages": []}"#), parameter: "messages",
      code: "empty_array"),
    Bad(
      testDescription: "unknown role",
      request: chat(#"{"messages": [{"role": "robot", "content": "Hi"}]}"#),
      parameter: "messages[0].role", code: "invalid_value"),
    Bad(
      testDescription: "content of a wrong kind",
      request: chat(#"{"messages": [{"role": "user", "content": 1}]}"#),
      parameter: "messages[0].content", code: "invalid_type"),
    Bad(
      testDescription: "a result without its call",
      request: chat(#"{"messages": [{"role": "tool", "content": "1"}]}"#),
      parameter: "messages[0].tool_call_id", code: "missing_required_parameter"),
    Bad(
      testDescription: "zero tokens", request: chat(#"{"max_tokens": 0}"#),
      parameter: "max_tokens", code: "integer_below_min_value"),
    Bad(
      testDescription: "tokens as text", request: chat(#"{"max_tokens": "1"}"#),
      parameter: "max_tokens", code: "invalid_type"),
    Bad(
      testDescription: "two limits",
      request: chat(#"{"max_tokens": 1, "max_completion_tokens": 1}"#), parameter: "max_tokens",
      code: "invalid_parameter_combination"),
    Bad(
      testDescription: "two choices", request: chat(#"{"n": 2}"#), parameter: "n",
      code: "unsupported_value"),
    Bad(
      testDescription: "five stops", request: chat(#"{"stop": ["a", "b", "c", "d", "e"]}"#),
      parameter: "stop", code: "array_above_max_length"),
    Bad(
      testDescription: "options without a stream", request: chat(#"{"stream_options": {}}"#),
      parameter: "stream_options"),
    Bad(
      testDescription: "too warm", request: chat(#"{"temperature": 2.1}"#),
      parameter: "temperature", code: "integer_above_max_value"),
    Bad(
      testDescription: "half a body",
      request: HTTPRequest(
        "POST", "/v1/chat/completions", fields: Ask.chat().fields, body: Array("{".utf8))),
    Bad(
      testDescription: "a list", request: Ask.post("/v1/chat/completions", Ask.chat().fields, []),
      code: "invalid_type"),
  ]

  @Test(arguments: bad)
  func `a bad request gets the vendor's error at once`(bad: Bad) throws {
    let stage = Stage(apiKeys: ["sk-1"])
    let reply = try stage.reply(to: bad.request)

    #expect(reply.status == bad.status && reply.endedAt == .start)
    let error = try #require(try reply.json["error"])
    #expect(error.objectValue?.map(\.key) == ["message", "type", "param", "code"])
    #expect(error["type"] == "invalid_request_error")
    #expect(error["param"] == bad.parameter && error["code"] == bad.code)
    #expect(error["message"]?.stringValue?.isEmpty == false)
    #expect(stage.calls.map(\.end) == [.refusedRequest(status: bad.status)])
  }

  @Test(arguments: [(429, "requests"), (500, "server_error"), (503, "server_error")])
  func `a scripted failure has the vendor's shape`(status: Int, kind: String) throws {
    let reply = try Stage([BehaviourRule(.all, .failure(status: status))]).reply(to: Ask.chat())

    #expect(reply.status == status)
    #expect(try reply.json["error"]?["type"] == .string(kind))
  }
}
