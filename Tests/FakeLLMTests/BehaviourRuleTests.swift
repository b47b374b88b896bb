import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct BehaviourRuleTests {
  /// Sends one prompt after the other, and tells the status of each.
  private func statuses(
    _ rules: [BehaviourRule], _ prompts: [String], seed: UInt64 = 1
  ) throws -> [Int] {
    let stage = Stage(rules, seed: seed)
    return try stage.run { client in
      var statuses: [Int] = []
      for prompt in prompts {
        let reply = try await Reply.read(
          Ask.messages(prompt, stream: false), from: client, in: stage.users)
        statuses.append(reply.status)
      }
      return statuses
    }
  }

  @Test func `the first rule that matches decides`() throws {
    let rules = [
      BehaviourRule(.init(promptContains: "weather"), .failure(status: 529)),
      BehaviourRule(.init(model: "another"), .failure(status: 401)),
      BehaviourRule(.init(model: "claude-test"), .failure(status: 500)),
    ]
    #expect(try statuses(rules, ["weather", "trains"]) == [529, 500])
  }

  @Test func `the first call fails, then all is well`() throws {
    let rules = [BehaviourRule(.init(nthCall: 1), .failure(status: 529))]

    #expect(try statuses(rules, ["a", "b", "c"]) == [529, 200, 200])
  }

  @Test func `calls are counted among those with the rule's text`() throws {
    let rules = [
      BehaviourRule(.init(promptContains: "weather", nthCall: 2), .failure(status: 529))
    ]
    #expect(try statuses(rules, ["weather", "trains", "weather"]) == [200, 200, 529])
  }

  @Test func `a rule also counts calls that an earlier rule decided`() throws {
    let rules = [
      BehaviourRule(.init(nthCall: 1), .failure(status: 529)),
      BehaviourRule(.init(nthCall: 2), .failure(status: 500)),
    ]
    #expect(try statuses(rules, ["a", "b", "c"]) == [529, 500, 200])
  }

  @Test func `a share of the calls is chosen by the seed`() throws {
    let rules = [BehaviourRule(.init(share: 0.5), .failure(status: 529))]
    let prompts = Array(repeating: "weather", count: 40)
    let first = try statuses(rules, prompts)

    #expect(10...30 ~= first.filter { $0 == 529 }.count)
    #expect(try statuses(rules, prompts) == first)
    #expect(try statuses(rules, prompts, seed: 2) != first)
  }

  @Test(arguments: [
    (BehaviourRule.Header("x-test"), 529),  // Any value.
    (BehaviourRule.Header("X-Test", contains: "a-"), 529),
    (BehaviourRule.Header("x-test", contains: "b"), 200),
    (BehaviourRule.Header("x-other"), 200),
  ])
  func `a rule is for calls with a header field`(
    header: BehaviourRule.Header, status: Int
  ) throws {
    let stage = Stage([BehaviourRule(.init(header: header), .failure(status: 529))])
    let reply = try stage.reply(
      to: Ask.messages(stream: false, fields: Ask.anthropicFields.with("x-test", "a-1")))

    #expect(reply.status == status)
  }

  @Test(arguments: [("sk-1", 529), ("sk-2", 200)])
  func `a rule is for the calls of an account`(account: String, status: Int) throws {
    let stage = Stage([BehaviourRule(.init(account: account), .failure(status: 529))])

    #expect(try stage.reply(to: Ask.messages(stream: false)).status == status)
  }

  @Test func `a model refuses its share of calls`() throws {
    var model = ModelProfile.steady
    model.refusalShare = 1
    let stage = Stage(model: model)
    _ = try stage.reply(to: Ask.messages())

    #expect(stage.calls.map(\.end) == [.complete(.refusal)])
  }
}
