import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct BehaviourTests {
  private func stream(_ behaviour: Behaviour) throws -> (reply: Reply, call: ProviderCall) {
    let stage = Stage([BehaviourRule(.all, behaviour)])
    let reply = try stage.reply(to: Ask.messages())
    #expect(stage.calls.count == 1)
    return (reply, try #require(stage.calls.first))
  }

  @Test func `an answer of a shape has its tokens and tools`() throws {
    let shape = AnswerShape(tokens: .constant(1234), tools: 3)
    let (reply, call) = try stream(Behaviour(.spec(shape)))

    #expect(call.outputTokens == 1234)
    #expect(try JSONValue.parse(reply.texts.joined())["tools"]?.arrayValue?.count == 3)
  }

  @Test func `an answer is never shorter than its tools need`() throws {
    let (reply, call) = try stream(Behaviour(.spec(AnswerShape(tokens: .constant(1), tools: 2))))

    #expect(call.outputTokens == SpecAnswer.minimumTokens(tools: 2))
    #expect(try JSONValue.parse(reply.texts.joined())["tools"]?.arrayValue?.count == 2)
  }

  @Test func `a refusal is a short answer with a stop reason and details`() throws {
    let (reply, call) = try stream(Behaviour(.refusal))

    let delta = reply.event("message_delta")?["delta"]
    #expect(reply.status == 200 && delta?["stop_reason"] == "refusal")
    #expect(delta?["stop_details"]?["type"] == "refusal")
    #expect(reply.texts.joined().utf8.count < 100)
    #expect(reply.names.last == "message_stop" && call.end == .complete(.refusal))
  }

  @Test func `prose is sentences and no JSON`() throws {
    let (reply, call) = try stream(Behaviour(.prose))

    let text = reply.texts.joined()
    #expect(text.hasPrefix("Here is") && !text.contains("{") && text.hasSuffix("."))
    #expect(call.end == .complete(.endTurn) && text.utf8.count == 3 * call.outputTokens)
  }

  @Test func `a fenced spec is a spec between fences, as long as an ordinary one`() throws {
    let (reply, call) = try stream(Behaviour(.fencedSpec))

    let text = reply.texts.joined()
    #expect(text.hasPrefix("```json\n{") && text.hasSuffix("}\n```"))
    #expect(try JSONValue.parse(String(text.dropFirst(8).dropLast(4)))["tools"] != nil)
    #expect(call.outputTokens == 400 && text.utf8.count == 1200)
  }

  @Test(arguments: [
    (400, "invalid_request_error"), (401, "authentication_error"), (404, "not_found_error"),
    (413, "request_too_large"), (429, "rate_limit_error"), (500, "api_error"),
    (503, "api_error"), (529, "overloaded_error"),
  ])
  func `a failure is the vendor's error of that status`(status: Int, kind: String) throws {
    let (reply, call) = try stream(.failure(status: status))

    #expect(reply.status == status && reply.endedAt == .start)
    #expect(try reply.json["error"]?["type"] == .string(kind))
    #expect(reply.fields["retry-after"] == nil)
    #expect(call.end == .failed(.status(status)) && call.model == "claude-test")
  }

  @Test func `retry-after is whole seconds, rounded up`() throws {
    let (reply, _) = try stream(.failure(status: 429, retryAfter: .milliseconds(1500)))

    #expect(reply.fields["retry-after"] == "2")
  }

  @Test func `a reset comes behind the tokens`() throws {
    let (reply, call) = try stream(Behaviour(.reset, after: 11))

    // The reset comes at the instant of the last token, and a client drops what it has not read.
    #expect(reply.failure == .reset && 10...11 ~= reply.texts.count)
    #expect(reply.endedAt == .start + .milliseconds(2100))
    #expect(call.end == .failed(.reset) && call.outputTokens == 11)
  }

  @Test func `a cut leaves the chunked body unfinished`() throws {
    let (reply, call) = try stream(Behaviour(.cut, after: 11))

    #expect(reply.failure == .truncated && reply.texts.count == 11)
    #expect(call.end == .failed(.cut) && call.outputTokens == 11)
  }

  @Test func `an early end looks like success to HTTP and lacks the end of the message`() throws {
    let (reply, call) = try stream(Behaviour(.end, after: 11))

    #expect(reply.failure == nil && reply.texts.count == 11)
    #expect(reply.names.last == "content_block_delta")
    #expect(call.end == .failed(.endedEarly))
  }

  @Test func `an error event is the last one of its stream`() throws {
    let (reply, call) = try stream(Behaviour(.errorEvent(type: "overloaded_error"), after: 11))

    #expect(reply.failure == nil && reply.texts.count == 11 && reply.names.last == "error")
    let event = try #require(reply.events.last).data
    #expect(event["type"] == "error" && event["error"]?["details"] == .null)
    #expect(event["error"]?["type"] == "overloaded_error")
    #expect(event["error"]?["message"] == "Overloaded")
    #expect(event["request_id"]?.stringValue == reply.fields["request-id"])
    #expect(call.end == .failed(.errorEvent("overloaded_error")))
  }

  @Test func `a stall is silent until the client goes`() throws {
    let (reply, call) = try stream(Behaviour(.stall(pingEvery: nil), after: 11))

    #expect(reply.timedOut && reply.texts.count == 11)
    #expect(reply.endedAt == .start + .milliseconds(2100) + Reply.patience)
    #expect(call.end == .clientGone && call.outputTokens == 11 && call.ended == reply.endedAt)
  }

  @Test func `a stall with pings shows life and nothing else`() throws {
    let rule = BehaviourRule(.all, Behaviour(.stall(pingEvery: .seconds(15)), after: 11))
    let stage = Stage([rule])
    let reply = try stage.run { client in
      let world = stage.users
      let call = try await client.send(Ask.messages(), connectBy: world.now + .seconds(10))
      defer { call.close() }
      _ = try await call.head(by: world.now + .seconds(10))
      var body: [UInt8] = []
      while world.now < .start + .seconds(60) {
        _ = try await call.body(by: .start + .seconds(60)) { body += $0 }
      }
      return body
    }

    // One at the start, then at 17.1, 32.1 and 47.1 s.
    let text = String(decoding: reply, as: UTF8.self)
    #expect(text.split(separator: "\n").filter { $0 == "event: ping" }.count == 4)
    #expect(text.hasSuffix("event: ping\ndata: {\"type\": \"ping\"}\n\n"))
    #expect(stage.calls.map(\.end) == [.clientGone])
  }

  @Test func `harm after no tokens comes when the first would have`() throws {
    let (reply, call) = try stream(Behaviour(.reset, after: 0))

    #expect(reply.texts.isEmpty && reply.names == ["message_start", "content_block_start", "ping"])
    #expect(reply.endedAt == .start + .seconds(2) && call.outputTokens == 0)
  }

  @Test func `harm beyond the natural length makes the answer longer`() throws {
    let (reply, _) = try stream(Behaviour(.cut, after: 1000))

    #expect(reply.texts.count == 1000)
  }
}
