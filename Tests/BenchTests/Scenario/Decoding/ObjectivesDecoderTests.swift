import FakeLLM
import Testing
import World

@testable import bmm_bench

struct ObjectivesDecoderTests {
  @Test func `objectives are taken over, those of a group before those of all`() throws {
    let scenario = try Scenario(
      text: """
        { name: 'x', about: 'y', objectives: { ttft: '2s', e2e: '60s' }, users: [
          { name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ preview: {} }],
            objectives: { ttft: '1s', tpot: '20ms' } },
          { name: 'v', plan: 'team', arrivals: { closed: 1 }, steps: [{ preview: {} }] }] }
        """)
    #expect(
      scenario.objectives(of: "u")
        == Objectives(ttft: .seconds(1), tpot: .milliseconds(20), e2e: .seconds(60)))
    #expect(scenario.objectives(of: "v") == Objectives(ttft: .seconds(2), e2e: .seconds(60)))
  }

  @Test func `a model's price goes before that of its preset`() throws {
    let scenario = try Scenario(
      text: ScenarioText.with("llm: { models: { 'glm-4.6': { price: { input: 1, output: 2 } } } }"))
    let prices = scenario.llm.models.map { ($0.name, $0.price) }
    #expect(prices.first { $0.0 == "glm-4.6" }?.1 == TokenPrice(input: 1, output: 2))
    #expect(prices.first { $0.0 == "claude-opus-4-7" }?.1 == TokenPrice(input: 5, output: 25))
    #expect(prices.first { $0.0 == "glm-5.3" }?.1 == nil, "its price is not known")
  }

  @Test(arguments: [
    ("objectives: {}", "needs at least one of ttft, tpot, e2e"),
    ("objectives: { ttft: '0s' }", "ttft is 0s; allowed: "),
    ("objectives: { ttft: 2 }", "ttft"),
    ("objectives: { tbot: '2s' }", "unknown key \"tbot\" in objectives; did you mean \"tpot\"?"),
    ("llm: { models: { 'glm-4.6': { price: 3 } } }", "must be an object"),
    ("llm: { models: { 'glm-4.6': { price: { input: 1 } } } }", "output"),
    ("llm: { models: { 'glm-4.6': { price: { input: -1, output: 2 } } } }", "input is -1"),
  ])
  func `a wrong value is refused with its place`(_ member: String, _ words: String) {
    let complaint = Scenario.complaint(about: ScenarioText.with(member)) ?? ""
    #expect(complaint.hasPrefix("x.json5:2:") && complaint.contains(words), "\(complaint)")
  }
}
