import HTTP
import Testing
import Wire
import World

@testable import FakeLLM

@Suite struct AnthropicErrorsTests {
  private let dialect = AnthropicDialect(FakeLLMConfiguration())
  private let identity = CallIdentity(
    requestID: "req_1", messageID: "msg_1", created: WallTime(seconds: 0))

  @Test(arguments: [
    // Type or code, its status, whether the client is told not to try again.
    ("invalid_request_error", 400, true), ("authentication_error", 401, true),
    ("billing_error", 402, true), ("permission_error", 403, true), ("not_found_error", 404, true),
    ("conflict_error", 409, false), ("request_too_large", 413, true),
    ("rate_limit_error", 429, false), ("api_error", 500, false), ("timeout_error", 504, false),
    ("overloaded_error", 529, false),
    // Another vendor's words keep that vendor's status.
    ("1312", 429, false), ("1002", 401, true), ("rate_limit_exceeded", 429, false),
    ("my_own_error", 500, false),
  ])
  func `a type has its status, and says whether trying again is of use`(
    kind: String, status: Int, isFinal: Bool
  ) throws {
    let answer = dialect.answer(dialect.failure(kind: kind), identity)

    #expect(answer.status == status)
    #expect(answer.fields["x-should-retry"] == (isFinal ? "false" : nil))
    #expect(answer.fields["request-id"] == "req_1")
    let body = try JSONValue.parse(answer.body)
    #expect(body["error"]?["type"] == .string(kind))
  }

  @Test(arguments: [
    // What a script asks for, and what each vendor makes of it.
    (ErrorReply(status: 429), "rate_limit_error", nil, "rate_limit_exceeded", "1302"),
    (
      ErrorReply(status: 429, code: "ramp_limit_exceeded"), "rate_limit_error",
      "ramp_limit_exceeded", "ramp_limit_exceeded", "ramp_limit_exceeded"
    ),
    (ErrorReply(status: 500, type: "mine"), "mine", nil, nil, "mine"),
    (ErrorReply(status: 401), "authentication_error", nil, "invalid_api_key", "1002"),
    (ErrorReply(status: 429, code: "1305"), "rate_limit_error", "1305", "1305", "1305"),
  ])
  func `an error that a script wants keeps what it does not say`(
    reply: ErrorReply, kind: String, code: String?, openAI: String?, zhipu: String
  ) throws {
    let anthropic = dialect.failure(reply)
    let chat = OpenAIDialect(FakeLLMConfiguration()).failure(reply)
    let glm = ZhipuErrors.body(ZhipuDialect(FakeLLMConfiguration()).failure(reply), identity)

    #expect(anthropic.status == reply.status && anthropic.kind == kind && anthropic.code == code)
    #expect(chat.code == openAI && glm["error"]?["code"] == .string(zhipu))
  }

  @Test func `a finer code stands in the details`() throws {
    let error = dialect.failure(kind: "enforced_spend_limit_reached")
    let body = String(decoding: dialect.answer(error, identity).body, as: UTF8.self)

    #expect(
      body == #"{"type":"error","error":{"details":{"error_code":"enforced_spend_limit_reached"},"#
        + #""type":"rate_limit_error","message":"This request would exceed your organization's "#
        + #"spend limit"},"request_id":"req_1"}"#)
  }

  @Test func `an error inside a stream has its details even without any`() {
    let plan = SpelledStream.plan([.text("abc")], dialect)
    var bytes: [UInt8] = []
    dialect.stream(plan).writeError("overloaded_error", into: &bytes)

    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        event: error
        data: {"type":"error","error":{"details":null,"type":"overloaded_error",\
        "message":"Overloaded"},"request_id":"req"}


        """)
  }

  @Test func `waits that are no whole seconds are told in milliseconds as well`() {
    func fields(_ wait: Duration) -> HTTPFields {
      var error = dialect.failure(status: 429)
      error.retryAfter = wait
      error.shouldRetry = true
      return dialect.answer(error, identity).fields
    }

    #expect(fields(.seconds(2))["retry-after"] == "2")
    #expect(fields(.seconds(2))["retry-after-ms"] == nil)
    #expect(fields(.milliseconds(1500))["retry-after"] == "2")
    #expect(fields(.milliseconds(1500))["retry-after-ms"] == "1500")
    #expect(fields(.seconds(1))["x-should-retry"] == "true")
  }

  @Test func `what is left of the limits stands in every head`() {
    var identity = identity
    identity.limits = RateLimitState(
      requests: .init(limit: 50, remaining: 49, full: .milliseconds(1200)),
      inputTokens: .init(limit: 30_000, remaining: 29_400, full: .seconds(2)),
      outputTokens: .init(limit: 8000, remaining: 7600, full: .seconds(3)))
    let error = dialect.answer(dialect.failure(status: 400), identity).fields

    #expect(error["anthropic-ratelimit-requests-limit"] == "50")
    #expect(error["anthropic-ratelimit-requests-remaining"] == "49")
    #expect(error["anthropic-ratelimit-requests-reset"] == "1970-01-01T00:00:01.200Z")
    #expect(error["anthropic-ratelimit-input-tokens-remaining"] == "29000")
    #expect(error["anthropic-ratelimit-output-tokens-remaining"] == "8000")
    #expect(error["anthropic-ratelimit-tokens-limit"] == "38000")
    #expect(error["anthropic-ratelimit-tokens-reset"] == "1970-01-01T00:00:03.000Z")
    let openAI = OpenAIFields.all(identity, contentType: "x")
    #expect(openAI["x-ratelimit-remaining-requests"] == "49")
    #expect(openAI["x-ratelimit-reset-requests"] == "1.200s")
    #expect(openAI["x-ratelimit-remaining-tokens"] == "37000")
  }
}
