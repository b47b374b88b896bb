import HTTP
import Testing
import Wire
import World

@testable import FakeLLM

@Suite struct CassettePlayerTests {
  private static let text = "event: text_delta\ndata: {\"delta\":{\"text\":\"abc\"}}\n\n"

  /// Two events, 100 ms and 350 ms after the request, and an end after 400 ms.
  private func cassette(_ ending: Cassette.Ending = .complete) -> Cassette {
    Cassette(
      vendor: "anthropic", request: nil, outputTokens: 30, status: 200,
      fields: ["content-type": "text/event-stream", "request-id": "req_recorded"],
      pieces: [
        .init(after: .milliseconds(100), bytes: Array(Self.text.utf8)),
        .init(after: .milliseconds(350), bytes: Array(Self.text.utf8)),
      ], ending: ending, endedAfter: .milliseconds(400))
  }

  private func stage(_ cassette: Cassette, speed: Double = 1) -> Stage {
    var configuration = FakeLLMConfiguration(
      models: [.steady], rules: [BehaviourRule(.all, Behaviour(CassetteChoice("a", speed: speed)))])
    configuration.cassettes = ["a": cassette]
    return Stage(Stage.quickLoop(), configuration)
  }

  @Test(arguments: [(1.0, 1), (0.1, 10), (10.0, 0)])
  func `bytes come as they were recorded, at the speed asked for`(
    speed: Double, seconds: Int
  ) throws {
    let stage = stage(cassette(), speed: speed)
    let reply = try stage.reply(to: Ask.messages())
    func instant(_ milliseconds: Double) -> Instant {
      Instant(nanoseconds: Int64(milliseconds / speed * 1_000_000))
    }
    #expect(reply.status == 200 && reply.fields["request-id"] == "req_recorded")
    #expect(String(decoding: reply.body, as: UTF8.self) == Self.text + Self.text)
    #expect(reply.headAt == instant(100) && reply.textTimes == [instant(100), instant(350)])
    #expect(reply.endedAt == instant(400) && reply.failure == nil)
    let call = try #require(stage.calls.first)
    #expect(call.end == .played && call.outputTokens == 30 && call.text == nil)
    #expect(call.firstToken == instant(100))
  }

  @Test(arguments: [
    (Cassette.Ending.cut, HTTPClientError.truncated, ProviderFailure.cut),
    (.reset, .reset, .reset),
  ])
  func `a recorded break is played too`(
    ending: Cassette.Ending, seen: HTTPClientError, failure: ProviderFailure
  ) throws {
    let stage = stage(cassette(ending))
    let reply = try stage.reply(to: Ask.messages())
    #expect(reply.failure == seen && reply.texts == ["abc", "abc"])
    #expect(stage.calls.map(\.end) == [.failed(failure)])
  }

  @Test func `a client that leaves pays for the share it got`() throws {
    let stage = stage(cassette())
    _ = try stage.reply(to: Ask.messages(), leaveAfter: 1)
    #expect(stage.calls.map(\.end) == [.clientGone])
    #expect(stage.calls.map(\.outputTokens) == [15])
  }

  @Test func `stopping the provider ends what is played`() throws {
    let stage = stage(cassette(), speed: 0.001)
    let reply = try stage.run { client in
      let done = Box<Reply?>(nil)
      stage.users.spawn("user") {
        done.value = try? await Reply.read(Ask.messages(), from: client, in: stage.users)
      }
      await stage.users.sleep(for: .seconds(150))
      await stage.provider.stop(by: stage.users.now + .seconds(1))
      await stage.users.sleep(for: .seconds(1))
      return done.value
    }
    #expect(reply?.failure == .reset && reply?.texts == ["abc"])
    #expect(stage.calls.map(\.end) == [.failed(.stopped)])
  }

  @Test func `an answer that is no stream keeps its status, and the connection goes on`() throws {
    var refusal = cassette()
    (refusal.status, refusal.fields) = (529, ["content-type": "application/json"])
    refusal.pieces = [.init(after: .zero, bytes: Array("{}".utf8))]
    let stage = stage(refusal)
    let replies = try stage.run { client in
      [
        try await Reply.read(Ask.messages(), from: client, in: stage.users),
        try await Reply.read(Ask.messages(stream: false), from: client, in: stage.users),
      ]
    }
    #expect(replies.map(\.status) == [529, 529])
    #expect(replies.map(\.body) == [Array("{}".utf8), Array("{}".utf8)])
  }

  /// What a client got that reads again after so many seconds, and how its call ended.
  private func readAgain(
    after seconds: Int
  ) throws -> (byteCount: Int, end: ProviderCallEnd?, ended: Instant?) {
    var large = cassette()
    let piece = [UInt8](repeating: 0x61, count: 50_000)
    large.fields = ["content-type": "text/plain"]
    large.pieces = (0..<100).map { .init(after: .milliseconds($0), bytes: piece) }
    let stage = stage(large)
    let count = try stage.run { client in
      let world = stage.users
      let call = try await client.send(Ask.messages(), connectBy: world.now + .seconds(10))
      defer { call.close() }
      _ = try await call.head(by: world.now + .seconds(10))
      await world.sleep(for: .seconds(seconds))
      let body = try? await call.wholeBody(by: world.now + .seconds(100), limit: .max)
      return body?.count ?? 0
    }
    return (count, stage.calls.first?.end, stage.calls.first?.ended)
  }

  @Test func `a reader that stops reading gets everything once it reads again`() throws {
    let (count, end, ended) = try readAgain(after: 50)
    #expect(count == 5_000_000 && end == .played && ended == .start + .seconds(50))
  }

  @Test func `a reader that does not read again counts as gone`() throws {
    let (count, end, ended) = try readAgain(after: 100)
    #expect(count == 0 && end == .clientGone)
    // Two pieces fit into the buffers on the way, so the third, after 2 ms, fills them.
    #expect(ended == .start + HTTPTimeouts.unreadAnswers + .milliseconds(2))
  }

  @Test func `a cassette that was not loaded is a 400 that names it`() throws {
    let stage = Stage([BehaviourRule(.all, Behaviour(CassetteChoice("b")))])
    let reply = try stage.reply(to: Ask.messages())
    #expect(reply.status == 400)
    #expect(try reply.json["error"]?["message"] == "the cassette \"b\" was not loaded")
  }
}
