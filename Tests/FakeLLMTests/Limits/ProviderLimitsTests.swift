import HTTP
import Testing
import Wire
import World

@testable import FakeLLM

@Suite struct ProviderLimitsTests {
  private func stage(_ limits: ProviderLimits, tokens: Int = 400) -> Stage {
    let configuration = FakeLLMConfiguration(models: [.steady(tokens: tokens)], limits: limits)
    return Stage(Stage.quickLoop(), configuration)
  }

  /// The answers to whole calls that are sent at these seconds, one after the other.
  private func replies(
    _ limits: ProviderLimits, tokens: Int = 400, at seconds: [Int],
    _ request: HTTPRequest = Ask.messages(stream: false)
  ) throws -> [Reply] {
    let stage = stage(limits, tokens: tokens)
    return try stage.run { client in
      var replies: [Reply] = []
      for second in seconds {
        await stage.users.sleep(until: .start + .seconds(second))
        replies.append(try await Reply.read(request, from: client, in: stage.users))
      }
      return replies
    }
  }

  @Test func `who waits as long as it is told gets in, and a second earlier does not`() throws {
    let limits = ProviderLimits(requestsPerMinute: 7)
    // The bucket is empty after 7 requests at once; each takes its 60/7 s to come back.
    let stage = stage(limits, tokens: 1)
    let outcome = try stage.run { client in
      for _ in 0..<7 {
        _ = try await Reply.read(
          Ask.messages(stream: true), from: client, in: stage.users,
          leaveAfter: 0)
      }
      let refused = try await Reply.read(Ask.messages(), from: client, in: stage.users)
      let wait = try #require(refused.fields["retry-after"].flatMap { Int($0) })
      await stage.users.sleep(for: .seconds(wait - 1))
      let early = try await Reply.read(Ask.messages(), from: client, in: stage.users)
      await stage.users.sleep(for: .seconds(1))
      let inTime = try await Reply.read(Ask.messages(), from: client, in: stage.users)
      return (refused, wait, early, inTime)
    }
    #expect(outcome.0.status == 429 && outcome.1 == 9)
    #expect(outcome.2.status == 429 && outcome.2.fields["retry-after"] == "1")
    #expect(outcome.3.status == 200)
    let error = try outcome.0.json["error"]
    #expect(error?["type"] == "rate_limit_error")
    #expect(error?["message"]?.stringValue?.contains("7 requests per minute") == true)
  }

  @Test func `the fields tell what is left, of every answer whose key is accepted`() throws {
    let limits = ProviderLimits(
      requestsPerMinute: 60, inputTokensPerMinute: 30_000, outputTokensPerMinute: 8000)
    let refused = Ask.messages(with: ["max_tokens": -1])
    for (request, requestsLeft, inputLeft) in [
      (Ask.messages(), "59", "30000"), (refused, "60", "30000"),
    ] {
      let fields = try #require(try replies(limits, at: [0], request).first?.fields)
      #expect(fields["anthropic-ratelimit-requests-limit"] == "60")
      #expect(fields["anthropic-ratelimit-requests-remaining"] == requestsLeft)
      #expect(fields["anthropic-ratelimit-input-tokens-limit"] == "30000")
      #expect(fields["anthropic-ratelimit-input-tokens-remaining"] == inputLeft)
      #expect(fields["anthropic-ratelimit-output-tokens-limit"] == "8000")
      #expect(fields["anthropic-ratelimit-tokens-limit"] == "38000")
      #expect(fields["anthropic-ratelimit-requests-reset"]?.hasSuffix("Z") == true)
    }
  }

  @Test func `a key that is not accepted learns nothing of limits`() throws {
    let anonymous = Ask.messages(fields: Ask.anthropicFields.without("x-api-key"))
    let reply = try #require(
      try replies(ProviderLimits(requestsPerMinute: 60), at: [0], anonymous).first)
    #expect(reply.status == 401)
    #expect(reply.fields["anthropic-ratelimit-requests-limit"] == nil)
  }

  @Test func `a stream that has used up the minute keeps others out, and goes on itself`() throws {
    // 100 tokens a second against 2 a second: in debt after a second of writing.
    let limits = ProviderLimits(outputTokensPerMinute: 120)
    let stage = stage(limits)
    let (stream, other) = try stage.run { client in
      let done = Box<Reply?>(nil)
      stage.users.spawn("stream") {
        done.value = try? await Reply.read(Ask.messages(), from: client, in: stage.users)
      }
      await stage.users.sleep(for: .seconds(4))
      let other = try await Reply.read(Ask.messages(), from: client, in: stage.users)
      await stage.users.sleep(for: .seconds(10))
      return (done.value, other)
    }
    #expect(stream?.names.last == "message_stop" && stream?.texts.joined().utf8.count == 1200)
    #expect(other.status == 429)
    // 201 tokens are out after 4 s, the bucket held 120 and got 8: 74 are missing, at 2 a second.
    #expect(other.fields["retry-after"] == "37")
    #expect(stage.calls.map(\.end) == [.failed(.status(429)), .complete(.endTurn)])
  }

  @Test func `the spend limit has its own code and no time to wait`() throws {
    let replies = try replies(ProviderLimits(spendCap: 100), at: [0, 100, 100_000 / 100])
    #expect(replies.map(\.status) == [200, 429, 429])
    let last = try #require(replies.last)
    #expect(last.fields["retry-after"] == nil)
    #expect(try last.json["error"]?["details"]?["error_code"] == "enforced_spend_limit_reached")
  }

  @Test func `a share of the calls finds the provider overloaded, the same for one seed`() throws {
    let times = (0..<40).map { $0 * 10 }
    let limits = ProviderLimits(overloadShare: 0.25)
    let statuses = try replies(limits, at: times).map(\.status)
    #expect(Set(statuses) == [200, 529])
    #expect((3...20).contains(statuses.count { $0 == 529 }))
    #expect(try replies(limits, at: times).map(\.status) == statuses)
  }

  @Test func `Zhipu says it with codes, and with no header`() throws {
    let limits = ProviderLimits(requestsPerMinute: 1)
    let refused = try #require(try replies(limits, at: [0, 10], Ask.completion()).last)
    #expect(refused.status == 429)
    #expect(try refused.json["error"]?["code"] == "1302")
    #expect(refused.fields["retry-after"] == nil)
    #expect(!refused.fields.contains { $0.name.contains("ratelimit") })
  }
}
