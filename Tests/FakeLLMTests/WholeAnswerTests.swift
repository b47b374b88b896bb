import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct WholeAnswerTests {
  @Test func `a client that leaves stops the generation at once`() throws {
    let stage = Stage()
    _ = try stage.run { client in
      let world = stage.users
      let call = try await client.send(
        Ask.messages(stream: false), connectBy: world.now + .seconds(10))
      await world.sleep(until: .start + .milliseconds(2505))
      call.abort(ConnectionError.closed)
    }

    // Tokens 0 to 50 are ready half a second after the first.
    let call = try #require(stage.calls.first)
    #expect(call.end == .clientGone && call.outputTokens == 51)
    #expect(call.ended == .start + .milliseconds(2505) && call.text?.byteCount == 0)
  }

  @Test func `a reset comes before the head`() throws {
    let stage = Stage([BehaviourRule(.all, Behaviour(.reset, after: 11))])
    let reply = try stage.reply(to: Ask.messages(stream: false))

    #expect(reply.failure == .reset && reply.status == 0)
    #expect(reply.endedAt == .start + .milliseconds(2100))
    #expect(stage.calls.map(\.end) == [.failed(.reset)])
    #expect(stage.calls.map(\.outputTokens) == [11])
  }

  @Test func `a cut comes inside the body`() throws {
    let stage = Stage([BehaviourRule(.all, Behaviour(.cut, after: 11))])
    let reply = try stage.reply(to: Ask.messages(stream: false))

    #expect(reply.status == 200 && reply.failure == .truncated && !reply.body.isEmpty)
    #expect(stage.calls.map(\.end) == [.failed(.cut)])
  }

  @Test func `an early end is half a JSON text in a complete body`() throws {
    let stage = Stage([BehaviourRule(.all, Behaviour(.end, after: 11))])
    let reply = try stage.reply(to: Ask.messages(stream: false))

    #expect(reply.status == 200 && reply.failure == nil)
    #expect(throws: JSONParsingError.self) { try reply.json }
    #expect(stage.calls.map(\.end) == [.failed(.endedEarly)])
  }

  @Test func `an error event becomes that error's status`() throws {
    let rule = BehaviourRule(.all, Behaviour(.errorEvent(type: "overloaded_error"), after: 11))
    let stage = Stage([rule])
    let reply = try stage.reply(to: Ask.messages(stream: false))

    #expect(reply.status == 529 && reply.headAt == .start + .milliseconds(2100))
    #expect(try reply.json["error"]?["type"] == "overloaded_error")
    #expect(stage.calls.map(\.end) == [.failed(.errorEvent("overloaded_error"))])
  }

  @Test func `a stall lasts until the client goes`() throws {
    let stage = Stage([BehaviourRule(.all, Behaviour(.stall(pingEvery: nil), after: 11))])
    let reply = try stage.reply(to: Ask.messages(stream: false))

    #expect(reply.failure == .timedOut && reply.endedAt == .start + Reply.patience)
    #expect(stage.calls.map(\.end) == [.clientGone])
    #expect(stage.calls.map(\.outputTokens) == [11])
  }
}
