import FakeLLM
import Testing
import World

@testable import bmm_bench

struct LLMDecoderTests {
  private func models(_ text: String) throws -> [ModelProfile] {
    try Scenario(text: ScenarioText.with("llm: { models: \(text) }")).llm.models
  }

  @Test func `without a word the models are the presets, and there are no rules`() throws {
    let llm = try Scenario(text: ScenarioText.with()).llm
    #expect(llm.models == ModelProfile.presets)
    #expect(llm.rules.isEmpty)
  }

  @Test func `of a known model only what is written changes`() throws {
    var expected = ModelProfile.presets
    expected[0].tokensPerDelta = 10
    expected[0].refusalShare = 0.05
    #expect(try models("{ 'glm-4.6': { tokensPerDelta: 10, refusalShare: '5%' } }") == expected)
  }

  @Test func `a model has a load, a jitter, a prefill and padding`() throws {
    var expected = ModelProfile.presets
    expected[1].perPromptToken = .microseconds(500)
    expected[1].jitter = .uniform(0, 0.004)
    expected[1].reasoningTokens = .constant(99)
    expected[1].isPadded = false
    expected[1].capacity = ModelCapacity(concurrent: 64, fullSpeed: 16)
    let text = """
      { perPromptToken: '500us', jitter: { uniform: ['0s', '4ms'] }, reasoningTokens: 99,
        padding: false, concurrent: 64, fullSpeed: 16 }
      """
    #expect(try models("{ 'claude-haiku-4-5': \(text) }") == expected)
  }

  @Test func `a new model stands behind the presets`() throws {
    let models = try models(
      "{ mine: { firstToken: '1s', tokensPerSecond: 80, outputTokens: 2000 } }")
    let mine = ModelProfile(
      name: "mine", firstToken: .constant(1), tokensPerSecond: .constant(80),
      outputTokens: .constant(2000))
    #expect(models == ModelProfile.presets + [mine])
  }

  @Test(
    arguments: [
      (
        "{ model: {} }",
        "2:8: unknown key \"model\" in llm; did you mean \"models\"? "
          + "(known: models, rules, limits)"
      ),
      ("{ models: [] }", "2:16: llm.models must be an object, not an array"),
      (
        "{ models: { mine: { firstToken: '1s', tokensPerSecond: 5 } } }",  // Nothing to start from.
        "2:24: llm.models.mine lacks the key \"outputTokens\""
      ),
      (
        "{ models: { 'claude-haiku-4.5': { firstToken: '1s' } } }",
        "2:38: llm.models[\"claude-haiku-4.5\"] lacks the key \"tokensPerSecond\"; did you mean "
          + "the model \"claude-haiku-4-5\"?"
      ),
      (
        "{ rules: [{ then: { cassette: 'nothing.jsonl' } }] }",
        "2:16: llm.rules[0] names nothing.jsonl: cannot be read: No such file or directory"
      ),
      (
        "{ models: { 'glm-4.6': { firstTokens: '1s' } } }",
        "2:31: unknown key \"firstTokens\" in llm.models[\"glm-4.6\"]; did you mean "
          + "\"firstToken\"? "
          + "(known: firstToken, tokensPerSecond, outputTokens, perPromptToken, jitter, "
          + "reasoningTokens, padding, price, concurrent, fullSpeed, tokensPerDelta, refusalShare)"
      ),
      (
        "{ models: { 'glm-4.6': { tokensPerDelta: 0 } } }",  // An event without text.
        "2:47: llm.models[\"glm-4.6\"].tokensPerDelta is 0; allowed: 1 to 1000"
      ),
      (
        "{ models: { 'glm-4.6': { outputTokens: 0 } } }",
        "2:45: llm.models[\"glm-4.6\"].outputTokens is 0; allowed: 1 to 1000000"
      ),
      (
        "{ models: { 'glm-4.6': { refusalShare: 2 } } }",
        "2:45: llm.models[\"glm-4.6\"].refusalShare is 2; allowed: 0 to 1, or \"0%\" to \"100%\""
      ),
      (
        "{ models: { 'glm-4.6': { concurrent: 0 } } }",  // Nobody would ever get a turn.
        "2:43: llm.models[\"glm-4.6\"].concurrent is 0; allowed: 1 to 1000000"
      ),
      ("{ rules: {} }", "2:15: llm.rules must be an array, not an object"),
    ])
  func `a wrong provider is refused with its place`(llm: String, message: String) {
    #expect(
      Scenario.complaint(about: ScenarioText.with("llm: \(llm)")) == "x.json5:\(message)")
  }
}
