import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct FakeLLMTests {
  /// Ten calls at once to the presets, some of them broken.
  private func busyRun(seed: UInt64) throws -> (digest: String, calls: [ProviderCall]) {
    let rules = [
      BehaviourRule(.init(nthCall: 3), Behaviour(.reset, after: 200)),
      BehaviourRule(.init(share: 0.2), Behaviour(.errorEvent(type: "overloaded_error"), after: 50)),
    ]
    let stage = Stage(.simulated(SimOptions(seed: seed)), FakeLLMConfiguration(rules: rules))
    try stage.run { client in
      let done = Box(0)
      for index in 0..<10 {
        stage.users.spawn("user") {
          await stage.users.sleep(for: .milliseconds(37 * index))
          let request = Ask.messages(
            stream: index % 3 != 0, with: ["model": "claude-haiku-4-5"])
          _ = try? await Reply.read(request, from: client, in: stage.users)
          done.value += 1
        }
      }
      while done.value < 10 { await stage.users.sleep(for: .seconds(1)) }
    }
    return (stage.loop.traceDigest, stage.calls)
  }

  @Test func `one seed gives one run`() throws {
    let first = try busyRun(seed: 7)
    let second = try busyRun(seed: 7)
    let other = try busyRun(seed: 8)

    #expect(first.calls.count == 10)
    #expect(first.digest == second.digest && first.calls == second.calls)
    #expect(first.digest != other.digest && first.calls != other.calls)
  }

  @Test func `what a call says depends on its number, not on the calls before it`() throws {
    func second(_ first: HTTPRequest) throws -> ByteFingerprint? {
      let stage = Stage()
      try stage.run { client in
        for request in [first, Ask.messages()] {
          _ = try await Reply.read(request, from: client, in: stage.users)
        }
      }
      return stage.calls.last?.text
    }
    let afterAnswer = try second(Ask.messages("Trains", stream: false))
    let afterRefusal = try second(Ask.messages(with: ["model": "gpt-0"]))

    #expect(afterAnswer != nil && afterAnswer == afterRefusal)
  }

  @Test func `a connection carries one call after the other`() throws {
    let stage = Stage(latency: 0.1)
    let replies = try stage.run { client in
      var replies: [Reply] = []
      for _ in 0..<3 {
        replies.append(try await Reply.read(Ask.messages(), from: client, in: stage.users))
      }
      return replies
    }

    #expect(replies.map(\.status) == [200, 200, 200])
    #expect(Set(replies.compactMap { $0.fields["request-id"] }).count == 3)
    // Connecting takes a round trip once, then each call takes its own round trip and 5.99 s.
    #expect(replies.last?.endedAt == .start + .milliseconds(200 + 3 * (200 + 5990)))
  }

  @Test func `stopping lets open calls end in time`() throws {
    let stage = Stage()
    let reply = try stage.run { client in
      let done = Box<Reply?>(nil)
      stage.users.spawn("user") {
        done.value = try? await Reply.read(Ask.messages(), from: client, in: stage.users)
      }
      await stage.users.sleep(for: .seconds(3))
      await stage.provider.stop(by: stage.users.now + .seconds(10))
      await stage.users.sleep(for: .seconds(1))
      return done.value
    }

    #expect(reply?.names.last == "message_stop")
    #expect(stage.calls.map(\.end) == [.complete(.endTurn)])
  }

  @Test(arguments: [true, false])
  func `stopping ends calls that are open at its deadline`(isStream: Bool) throws {
    let stage = Stage()
    let reply = try stage.run { client in
      let done = Box<Reply?>(nil)
      stage.users.spawn("user") {
        done.value = try? await Reply.read(
          Ask.messages(stream: isStream), from: client, in: stage.users)
      }
      await stage.users.sleep(for: .seconds(3))
      await stage.provider.stop(by: stage.users.now + .seconds(1))
      await stage.users.sleep(for: .seconds(1))
      return done.value
    }

    #expect(reply?.failure == .reset && reply?.endedAt == .start + .seconds(4))
    #expect(stage.calls.map(\.end) == [.failed(.stopped)])
    #expect(stage.calls.map(\.outputTokens) == [201])
  }

  @Test func `the presets answer under their names`() throws {
    #expect(
      ModelProfile.presets.map(\.name) == [
        "glm-4.6", "claude-haiku-4-5", "claude-sonnet-4-6", "claude-opus-4-7",
        "claude-3-5-haiku", "claude-sonnet-4-5", "claude-opus-4-1", "claude-sonnet-5",
        "claude-opus-5", "glm-5.3", "glm-5.1", "glm-5-turbo", "glm-4.5v", "gpt-5", "gpt-5-mini",
        "gpt-4.1", "gpt-4.1-mini", "gpt-4o", "gpt-4o-mini",
      ])
    for profile in ModelProfile.presets {
      let stage = Stage(.simulated(SimOptions(seed: 1)), FakeLLMConfiguration())
      let reply = try stage.reply(to: Ask.messages(with: ["model": .string(profile.name)]))
      #expect(reply.status == 200 && reply.names.last == "message_stop")
    }
  }

  @Test func `over real sockets the bytes are the same`() throws {
    func reply(_ stage: Stage) throws -> Reply {
      try stage.reply(to: Ask.messages())
    }
    let loop = try Loop.live(LiveOptions(seed: 1, timeScale: 0.01))
    let live = Stage(
      loop, FakeLLMConfiguration(models: [.steady]), at: Address("127.0.0.1", port: 0))
    let seen = try reply(live)

    #expect(seen.body == (try reply(Stage())).body)
    #expect(live.calls.map(\.end) == [.complete(.endTurn)])
    #expect(live.calls.map(\.outputTokens) == [400])
  }
}
