import Testing

@testable import bmm_bench

struct ScenarioSourceTests {
  private static let user =
    "{ name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ preview: {} }] }"
  private static let base = """
    { name: 'base', about: 'y', seed: 5, users: [\(user)],
      llm: { models: { "glm-4.6": { tokensPerSecond: 80, tokensPerDelta: 2 } } },
      expect: ['count(outcome=spec) == 1', 'count(outcome=left) == 0'] }
    """

  private func complaint(_ files: [(name: String, text: String)]) throws -> String? {
    let folder = try TemporaryFolder()
    for file in files { try folder.write(file.text, to: file.name) }
    let first = "\(folder.path)/\(files[0].name)"
    let error = #expect(throws: ScenarioError.self) { try ScenarioDecoder.read(first) }
    return error?.description.replacing("\(folder.path)/", with: "")
  }

  @Test func `objects are joined by key, all else is replaced, null takes away`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.base, to: "base.json5")
    let own = try folder.write(
      """
      { extends: './base.json5', name: 'own', seed: null, expect: ['count(outcome=left) == 0'],
        llm: { models: { "glm-4.6": { tokensPerSecond: 90 } } } }
      """, to: "own.json5")
    let scenario = try ScenarioDecoder.read(own)
    let model = try #require(scenario.llm.models.first { $0.name == "glm-4.6" })
    #expect(scenario.name == "own")
    #expect(scenario.file == own)
    #expect(scenario.about == "y")
    #expect(scenario.seed == 1)
    #expect(scenario.expectations.count == 1)
    #expect(model.tokensPerSecond == .constant(90))
    #expect(model.tokensPerDelta == 2)
  }

  @Test func `null takes away inside an object that the base lacks, too`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.base, to: "base.json5")
    let own = try folder.write(
      "{ extends: './base.json5', service: { cache: null, statementCost: '1ms' } }",
      to: "own.json5")
    let base = try ScenarioDecoder.read("\(folder.path)/base.json5")
    #expect(try ScenarioDecoder.read(own).service.cacheTTL == base.service.cacheTTL)
  }

  @Test func `a chain is joined from its end, and paths begin in each file's folder`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.base, to: "a.json5")
    try folder.write("{ extends: 'a.json5', seed: 6, about: 'b' }", to: "b.json5")
    let own = try folder.write("{ extends: 'b.json5', about: 'c' }", to: "c.json5")
    let scenario = try ScenarioDecoder.read(own)
    #expect(scenario.name == "base")
    #expect(scenario.seed == 6)
    #expect(scenario.about == "c")
  }

  @Test(
    arguments: [
      (
        [("a", "{ extends: 'b' }"), ("b", "{ extends: './b' }")],
        "b:1:12: extends leads back to where it came from: a -> b -> b"
      ),
      (
        [("a", "{ extends: 'b' }"), ("b", "{ extends: 'x/../a' }")],
        "b:1:12: extends leads back to where it came from: a -> b -> a"
      ),
      (
        [("a", "{ extends: 'b' }")],
        "a:1:12: extends names b, which cannot be read: No such file or directory"
      ),
      ([("a", "{ extends: 5 }")], "a:1:12: extends must be a text, not a number"),
      // What is wrong is said with the file in which it stands.
      (
        [("a", "{ extends: 'b' }"), ("b", "{ name: 'x', about: 'y', users: 5 }")],
        "b:1:33: users must be an array, not a number"
      ),
      (
        [("a", "{ extends: 'b', llm: { modles: {} } }"), ("b", base)],
        "a:1:24: unknown key \"modles\" in llm; did you mean \"models\"? "
          + "(known: models, rules, limits)"
      ),
      (
        [
          ("a", "{ extends: 'b', llm: { rules: [] } }"),
          ("b", "{ name: 'x',\n llm: { model: {} } }"),
        ],
        "b:2:9: unknown key \"model\" in llm; did you mean \"models\"? "
          + "(known: models, rules, limits)"
      ),
    ] as [([(String, String)], String)])
  func `a wrong base is refused with its place`(
    files: [(String, String)], message: String
  ) throws {
    let text = try complaint(files.map { ($0.0, $0.1) })
    #expect(text?.contains(message) == true, "\(text ?? "")")
  }

  @Test func `more files than people can follow are refused`() throws {
    let count = BenchLimits.extendsMax + 2
    let files = (1...count).map { ("\($0)", "{ extends: '\($0 + 1)' }") }
    let text = try complaint(files)
    #expect(text == "9:1:12: extends is more than 8 files deep; join some of them")
  }

  @Test func `a text that was not read from a file extends nothing`() {
    let text = Scenario.complaint(about: "{ extends: 'a.json5' }")
    #expect(text == "x.json5:1:12: extends can be read in a file only, and there only once")
  }

  @Test func `of two shapes the one that comes from elsewhere is named, and how to take it away`()
    throws
  {
    let folder = try TemporaryFolder()
    func complaint(_ text: String, setting: String? = nil) throws -> String? {
      let base = ScenarioText.arrivals("{ poisson: '5/s', for: '3s' }")
      try folder.write(base, to: "base.json5")
      try folder.write(text, to: "top.json5")
      let settings = try setting.map { [try SourceSetting($0)] } ?? []
      return #expect(throws: ScenarioError.self) {
        try ScenarioDecoder.read("\(folder.path)/top.json5", setting: settings)
      }?.description.replacing("\(folder.path)/", with: "")
    }
    #expect(
      try complaint("{ extends: 'base.json5' }", setting: "users.0.arrivals.constant=1/s")
        == "--set users.0.arrivals.constant=1/s:1:27: users[0].arrivals.constant stands beside "
        + "poisson, which base.json5:3:3 has; add --set users.0.arrivals.poisson=null to take that "
        + "away")
    let model = "'claude-sonnet-4-6'"
    func llm(_ shape: String) -> String {
      "llm: { models: { \(model): { firstToken: { \(shape) } } } }"
    }
    try folder.write(
      ScenarioText.with(llm("exponential: '1s'")).replacing("\n", with: " "), to: "slow.json5")
    let place = try #require(
      try complaint("{ extends: 'slow.json5', \(llm("uniform: ['1s', '2s']")) }"))
    #expect(
      place.contains("firstToken.uniform stands beside exponential, which slow.json5:1:"),
      "\(place)")
    #expect(place.hasSuffix(" has; write exponential: null beside it to take that away"))
  }
}
