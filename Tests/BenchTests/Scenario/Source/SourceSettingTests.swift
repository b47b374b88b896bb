import Testing

@testable import bmm_bench

struct SourceSettingTests {
  private static let text = """
    { name: 'x', about: 'y', seed: 5, edge: 'direct',
      llm: { models: { "glm-4.6": { tokensPerSecond: 80 } } },
      users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ preview: {} }] }] }
    """

  private func set(_ settings: [String]) throws -> Scenario {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.text, to: "x.json5")
    return try ScenarioDecoder.read(file, setting: settings.map(SourceSetting.init))
  }

  @Test func `values go where a path leads, by dots, brackets and names with dots`() throws {
    let settings = [
      "seed=9", "users.0.arrivals.closed=3", "users[0].plan=pro", "llm.models.glm-4.6.padding=true",
      "llm.models[\"claude-haiku-4-5\"].tokensPerSecond=50", "about=two words",
      "llm.models.glm-4.6.tokensPerSecond={ uniform: [1, 2] }", "limit=95s", "edge=null",
    ]
    let scenario = try set(settings)
    let models = scenario.llm.models
    #expect(scenario.seed == 9)
    #expect(scenario.groups.first?.accounts == 3)
    #expect(scenario.about == "two words")
    #expect(scenario.limit == .seconds(95))
    #expect(scenario.hops.count == 1)
    #expect(models.first { $0.name == "glm-4.6" }?.tokensPerSecond == .uniform(1, 2))
    #expect(models.first { $0.name == "claude-haiku-4-5" }?.tokensPerSecond == .constant(50))
    #expect(scenario.settings == settings)
  }

  @Test(
    arguments: [
      (
        "llm.modles.x.y=80",
        "--set llm.modles.x.y=80:1:5: unknown key \"modles\" in llm; did you mean \"models\"? "
          + "(known: models, rules, limits)"
      ),
      (
        "llm.models.glm-4.6.tokensPerSecond=fast",
        "--set llm.models.glm-4.6.tokensPerSecond=fast:1:36: "
          + "llm.models[\"glm-4.6\"].tokensPerSecond must be a number, not a text"
      ),
      ("seed", "--set seed: needs PATH=VALUE, such as seed=7 or users.0.plan=team"),
      ("=5", "--set =5: needs PATH=VALUE, such as seed=7 or users.0.plan=team"),
      ("users.1.plan=pro", "--set users.1.plan=pro:1:7: users has no element \"1\"; write 0"),
      (
        "users.first.plan=pro",
        "--set users.first.plan=pro:1:7: users has no element \"first\"; write 0"
      ),
      ("seed.x=1", "--set seed.x=1:1:6: seed is a number, in which nothing can be set"),
      ("users..plan=1", "--set users..plan=1:1:7: a key is missing"),
      ("llm.=1", "--set llm.=1:1:4: a key is missing"),
      ("llm[=1", "--set 'llm[=1':1:4: '[' needs a number or a quoted key, and ']'"),
      (
        "service={ era: ",
        "--set 'service={ era: ':1:16: expected a value, found the end of the file"
      ),
    ])
  func `a wrong setting is refused with its column`(setting: String, message: String) {
    let error = #expect(throws: ScenarioError.self) { try set([setting]) }
    #expect(error?.description == message)
  }

  @Test func `a run is repeated with the same settings, quoted for a shell`() throws {
    let scenario = try set(["about=it's", "seed=3", "edge=direct"])
    let result = try scenario.run()
    let repetition = RunSummary.repetition(of: result)
    #expect(repetition.hasSuffix(#"--seed 3 --set 'about=it'\''s' --set seed=3 --set edge=direct"#))
    #expect(
      ResultFile.json(ResultDocument(result, by: .test))["set"]
        == .array(["about=it's", "seed=3", "edge=direct"]))
  }
}
