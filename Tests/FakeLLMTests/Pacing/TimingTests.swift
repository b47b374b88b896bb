import FakeLLM
import Testing
import Wire
import World

@Suite struct TimingTests {
  @Test func `each token of the prompt delays the first token`() throws {
    var model = ModelProfile.steady
    model.perPromptToken = .milliseconds(5)
    let short = try Stage(model: model).reply(to: Ask.messages("abc"))
    let long = try Stage(model: model).reply(
      to: Ask.messages(String(repeating: "abc", count: 1001)))

    let difference = (long.textTimes[0] - short.textTimes[0]).nanoseconds
    #expect(difference == Int64(5000) * 1_000_000)
  }

  @Test(arguments: [
    Distribution.constant(0.5), .uniform(0.1, 0.9), .normal(mean: 0.5, deviation: 0.1),
    .logNormal(median: 0.5, sigma: 0.3), .exponential(mean: 0.5), .empirical([0.25, 0.75]),
  ])
  func `first token and speed follow any distribution, and the seed`(
    distribution: Distribution
  ) throws {
    var model = ModelProfile.steady(tokens: 200)
    model.firstToken = distribution
    func first(_ seed: UInt64) throws -> Instant {
      try #require(Stage(model: model, seed: seed).reply(to: Ask.messages()).textTimes.first)
    }
    let times = try (1...6).map { try first($0) }

    #expect(try first(1) == times[0])
    #expect(times.allSatisfy { $0 < .start + .seconds(5) })
    let isConstant = distribution == .constant(0.5)
    #expect((Set(times).count == 1) == isConstant)
  }

  @Test func `jitter is on the wire, and the end is where it was`() throws {
    var model = ModelProfile.steady
    model.jitter = .uniform(0, 0.004)
    let jittered = try Stage(model: model).reply(to: Ask.messages())
    let plain = try Stage().reply(to: Ask.messages())

    let offsets = zip(jittered.textTimes, plain.textTimes).map { ($0 - $1).nanoseconds }
    #expect(offsets.allSatisfy { abs($0) <= 2_000_000 })
    #expect(offsets.contains { $0 < -500_000 } && offsets.contains { $0 > 500_000 })
    #expect(jittered.texts == plain.texts)
  }

  @Test func `a model thinks when it is asked to`() throws {
    var model = ModelProfile.steady
    model.name = "claude-sonnet-4-5"
    model.reasoningTokens = .constant(40)
    let asked = try Stage(model: model).reply(
      to: Ask.messages(with: [
        "model": "claude-sonnet-4-5",
        "thinking": ["type": "enabled", "budget_tokens": 1024],
      ]))
    let usual = try Stage(model: model).reply(
      to: Ask.messages(with: ["model": "claude-sonnet-4-5"]))

    let thoughts = asked.events.compactMap { $0.data["delta"]?["thinking"]?.stringValue }
    #expect(thoughts.joined().utf8.count == 120)
    #expect(asked.event("message_delta")?["usage"]?["output_tokens"] == 440)
    #expect(usual.event("message_delta")?["usage"]?["output_tokens"] == 400)
    #expect(!usual.events.contains { $0.data["delta"]?["thinking"] != nil })
  }

  @Test(
    arguments: [
      (["type": "any"], true), (["type": "tool", "name": "look"], true),
      (["type": "auto"], false), (["type": "none"], false),
    ] as [(JSONValue, Bool)])
  func `a tool that must be called is called`(choice: JSONValue, isCalled: Bool) throws {
    let tool: JSONValue = ["name": "look", "input_schema": ["type": "object"]]
    let reply = try Stage().reply(
      to: Ask.messages(with: ["tools": [tool], "tool_choice": choice]))

    let reason = reply.event("message_delta")?["delta"]?["stop_reason"]
    #expect(reason == (isCalled ? "tool_use" : "end_turn"))
    let block = reply.event("content_block_start")?["content_block"]
    #expect(block?["type"] == (isCalled ? "tool_use" : "text"))
  }
}
