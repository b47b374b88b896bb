import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct AnthropicDialectTests {
  @Test func `a whole answer comes when its generation would have ended`() throws {
    let stage = Stage()
    let reply = try stage.reply(to: Ask.messages(stream: false))

    #expect(reply.status == 200)
    #expect(reply.fields["content-type"] == "application/json")
    #expect(reply.fields["request-id"]?.hasPrefix("req_") == true)
    #expect(reply.fields["anthropic-organization-id"]?.isEmpty == false)
    #expect(reply.fields["anthropic-workspace-id"]?.hasPrefix("wrkspc_") == true)
    #expect(reply.headAt == .start + .milliseconds(2000 + 3990))
    let call = try #require(stage.calls.first)
    #expect(!call.isStream && call.outputTokens == 400 && call.end == .complete(.endTurn))
    #expect(call.firstToken == .start + .seconds(2) && call.ended == reply.headAt)
  }

  @Test func `a whole answer has the documented fields`() throws {
    let stage = Stage()
    let body = try stage.reply(to: Ask.messages(stream: false)).json

    #expect(
      body.objectValue?.map(\.key) == [
        "id", "type", "role", "model", "content", "stop_reason", "stop_sequence",
        "stop_details", "usage",
      ])
    #expect(body["type"] == "message" && body["role"] == "assistant")
    #expect(body["stop_reason"] == "end_turn" && body["stop_details"] == .null)
    #expect(body["usage"]?["output_tokens"] == 400 && body["usage"]?["input_tokens"] == 16)
    let text = try #require(body["content"]?[0]?["text"]?.stringValue)
    #expect(try JSONValue.parse(text)["tools"] != nil)
    #expect(stage.calls.first?.text == fingerprint(text))
  }

  @Test func `a whole answer is cut at max_tokens`() throws {
    let body = try Stage().reply(to: Ask.messages(stream: false, maxTokens: 100)).json

    #expect(body["stop_reason"] == "max_tokens" && body["usage"]?["output_tokens"] == 100)
    #expect(body["content"]?[0]?["text"]?.stringValue?.utf8.count == 300)
  }

  @Test func `max_tokens 0 answers with no content`() throws {
    let body = try Stage().reply(to: Ask.messages(stream: false, maxTokens: 0)).json

    #expect(body["content"] == [] && body["usage"]?["output_tokens"] == 0)
  }

  // MARK: Requests that are refused

  struct Bad: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let request: HTTPRequest
    let status: Int
    let kind: String
    let message: String
  }

  static let fields = Ask.anthropicFields

  static let bad = [
    Bad(
      testDescription: "no key", request: Ask.messages(fields: fields.without("x-api-key")),
      status: 401, kind: "authentication_error", message: "x-api-key header is required"),
    Bad(
      testDescription: "unknown key", request: Ask.messages(fields: fields.with("x-api-key", "x")),
      status: 401, kind: "authentication_error", message: "invalid x-api-key"),
    Bad(
      testDescription: "no version",
      request: Ask.messages(fields: fields.without("anthropic-version")),
      status: 400, kind: "invalid_request_error",
      message: "anthropic-version: header is required"),
    Bad(
      testDescription: "unknown version",
      request: Ask.messages(fields: fields.with("anthropic-version", "1999-01-01")), status: 400,
      kind: "invalid_request_error",
      message: "anthropic-version: \"1999-01-01\" is not a valid version"),
    Bad(
      testDescription: "unknown model", request: Ask.messages(with: ["model": "gpt-0"]),
      status: 404,
      kind: "not_found_error", message: "model: gpt-0"),
    invalid("model: Field required", Ask.messages(without: "model")),
    invalid("max_tokens: Field required", Ask.messages(without: "max_tokens")),
    invalid("messages: Field required", Ask.messages(without: "messages")),
    invalid(
      "max_tokens: Input should be greater than or equal to 0", Ask.messages(maxTokens: -1)),
    invalid(
      "max_tokens: Input should be a valid integer", Ask.messages(with: ["max_tokens": "many"])),
    invalid("messages: at least one message is required", Ask.messages(with: ["messages": []])),
    invalid(
      "messages.0.role: Input should be 'user' or 'assistant'",
      Ask.messages(with: ["messages": [["role": "robot", "content": "Hi"]]])),
    invalid(
      "messages.0.content: Field required", Ask.messages(with: ["messages": [["role": "user"]]])),
    invalid(
      "messages.0.name: Extra inputs are not permitted",
      Ask.messages(with: ["messages": [["role": "user", "content": "Hi", "name": "me"]]])),
    invalid("stream: Input should be a valid boolean", Ask.messages(with: ["stream": "yes"])),
    invalid("max_token: Extra inputs are not permitted", Ask.messages(with: ["max_token": 1])),
    // The newer version of the API has no sampling parameters.
    invalid(
      "temperature: Extra inputs are not permitted",
      Ask.messages(
        with: ["temperature": 1], fields: fields.with("anthropic-version", "2026-10-21"))),
    invalid(
      "The request body is not valid JSON: Unexpected end of JSON input",
      HTTPRequest("POST", "/v1/messages", fields: fields, body: Array("{".utf8))),
    invalid(
      "Input should be an object",
      HTTPRequest("POST", "/v1/messages", fields: fields, body: Array("[]".utf8))),
  ]

  static func invalid(_ message: String, _ request: HTTPRequest) -> Bad {
    Bad(
      testDescription: message, request: request, status: 400, kind: "invalid_request_error",
      message: message)
  }

  @Test(arguments: bad)
  func `a bad request gets the vendor's error at once`(bad: Bad) throws {
    let stage = Stage(apiKeys: ["sk-1"])
    let reply = try stage.reply(to: bad.request)

    #expect(reply.status == bad.status && reply.endedAt == .start)
    #expect(reply.fields["content-type"] == "application/json")
    let body = try reply.json
    #expect(body["type"] == "error")
    #expect(body["error"]?["type"]?.stringValue == bad.kind)
    #expect(body["error"]?["message"]?.stringValue == bad.message)
    #expect(body["request_id"]?.stringValue == reply.fields["request-id"])
    #expect(stage.calls.map(\.end) == [.refusedRequest(status: bad.status)])
    #expect(stage.calls.map(\.outputTokens) == [0])
  }

  @Test(arguments: [
    fields,
    fields.without("x-api-key").with("authorization", "Bearer sk-1"),  // Newer clients.
    fields.with("authorization", "Bearer wrong"),  // With both, x-api-key counts.
  ])
  func `both ways to send a key are accepted`(fields: HTTPFields) throws {
    let reply = try Stage(apiKeys: ["sk-1"]).reply(to: Ask.messages(fields: fields))

    #expect(reply.status == 200)
  }

  @Test func `the older version knows sampling parameters, and content may be blocks`() throws {
    let blocks: JSONValue = [
      ["type": "text", "text": "Weather"],
      ["type": "image", "source": ["type": "url", "url": "https://example.com/a.png"]],
    ]
    let reply = try Stage().reply(
      to: Ask.messages(with: [
        "temperature": 0.5, "messages": [["role": "user", "content": blocks]],
      ]))

    #expect(reply.status == 200)
  }

  @Test(arguments: [
    ("GET", "/v1/messages", 405), ("POST", "/v1/complete", 404), ("GET", "/", 404),
  ])
  func `other paths and methods are errors`(method: String, path: String, status: Int) throws {
    let stage = Stage()
    let reply = try stage.reply(to: HTTPRequest(method, path))

    #expect(reply.status == status)
    #expect(reply.fields["allow"] == (status == 405 ? "POST" : nil))
    #expect(try reply.json["type"] == "error")
    #expect(stage.calls.isEmpty)
  }

  @Test func `a body beyond 32 MB is refused in the vendor's words`() throws {
    let stage = Stage()
    let status = try stage.run { client in
      let request = HTTPRequest(
        "POST", "/v1/messages", fields: Ask.anthropicFields.with("expect", "100-continue"),
        body: Array(repeating: UInt8(ascii: " "), count: 32_000_001))
      return try await Reply.read(request, from: client, in: stage.users).json["error"]?["type"]
    }
    #expect(status == "request_too_large")
  }
}
