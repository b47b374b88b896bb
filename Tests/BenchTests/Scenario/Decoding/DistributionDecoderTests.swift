import FakeLLM
import Testing
import World

@testable import bmm_bench

struct DistributionDecoderTests {
  private func text(_ key: String, _ value: String) -> String {
    ScenarioText.with("llm: { models: { 'glm-4.6': { \(key):\n\(value) } } }")
  }

  @Test(
    arguments: [
      ("'250ms'", .constant(0.25)),
      ("{ uniform: ['1s', '1m'] }", .uniform(1, 60)),
      ("{ uniform: ['1s', '1s'] }", .uniform(1, 1)),  // Equal bounds are a range too.
      ("{ normal: { mean: '2s', deviation: '0.5s' } }", .normal(mean: 2, deviation: 0.5)),
      ("{ logNormal: { median: '2s', sigma: 0.3 } }", .logNormal(median: 2, sigma: 0.3)),
      ("{ exponential: '2s' }", .exponential(mean: 2)),
      ("{ empirical: ['1s', '3s', '1s'] }", .empirical([1, 3, 1])),
    ] as [(String, Distribution)])
  func `a duration takes every shape`(value: String, expected: Distribution) throws {
    let scenario = try Scenario(text: text("firstToken", value))
    #expect(scenario.llm.models.first?.firstToken == expected)
  }

  @Test(
    arguments: [
      ("45", .constant(45)),
      ("{ uniform: [1, 4096] }", .uniform(1, 4096)),
      ("{ normal: { mean: 2000, deviation: 300 } }", .normal(mean: 2000, deviation: 300)),
      ("{ logNormal: { median: 2000, sigma: 0 } }", .logNormal(median: 2000, sigma: 0)),
      ("{ exponential: 2.5 }", .exponential(mean: 2.5)),
      ("{ empirical: [12288] }", .empirical([12_288])),
    ] as [(String, Distribution)])
  func `a number takes every shape`(value: String, expected: Distribution) throws {
    let scenario = try Scenario(text: text("outputTokens", value))
    #expect(scenario.llm.models.first?.outputTokens == expected)
  }

  @Test(
    arguments: [
      (
        "1", "3:1: X needs a unit (us, ms, s, m, h); write a text such as \"95s\", not 1"
      ),
      ("'-1s'", "3:1: X cannot be read: \"-1s\" is not a quantity such as \"95s\""),
      ("true", "3:1: X must be a text such as \"95s\", not true or false"),
      (
        "{}",
        "3:1: X must hold exactly one shape: uniform, normal, logNormal, exponential, empirical"
      ),
      (
        "{ exponential: '1s', uniform: ['1s', '2s'] }",  // Which of them is meant?
        "3:1: X must hold exactly one shape: uniform, normal, logNormal, exponential, empirical"
      ),
      (
        "{ lognormal: { median: '1s', sigma: 1 } }",
        "3:3: unknown key \"lognormal\" in X; did you mean \"logNormal\"? "
          + "(known: uniform, normal, logNormal, exponential, empirical)"
      ),
      ("{ uniform: ['2s', '1s'] }", "3:19: X.uniform[1] is below the lower bound"),
      ("{ uniform: ['2s'] }", "3:12: X.uniform has 1 elements; allowed: 2 to 2"),
      (
        "{ uniform: ['1s', 2] }",
        "3:19: X.uniform[1] needs a unit (us, ms, s, m, h); write a text such as \"95s\", not 2"
      ),
      ("{ normal: { mean: '1s' } }", "3:11: X.normal lacks the key \"deviation\""),
      (
        "{ normal: { mean: '1s', deviation: '1s', sigma: 1 } }",
        "3:42: unknown key \"sigma\" in X.normal (known: mean, deviation)"
      ),
      (
        "{ logNormal: { median: '1s', sigma: 4 } }",  // One draw in six is 50 times the median.
        "3:37: X.logNormal.sigma is 4; allowed: 0 to 3"
      ),
      ("{ empirical: [] }", "3:14: X.empirical has 0 elements; allowed: 1 to 100000"),
      ("{ empirical: '1s' }", "3:14: X.empirical must be an array, not a text"),
    ])
  func `an uncomfortable duration is refused`(value: String, message: String) {
    let path = "llm.models[\"glm-4.6\"].firstToken"
    #expect(
      Scenario.complaint(about: text("firstToken", value))
        == "x.json5:" + message.replacing("X", with: path))
  }

  @Test(
    arguments: [
      ("0", "3:1: X is 0; allowed: 0.001 to 1000000"),  // A model that never ends.
      ("-5", "3:1: X is -5; allowed: 0.001 to 1000000"),
      ("{ uniform: [0, 9] }", "3:13: X.uniform[0] is 0; allowed: 0.001 to 1000000"),
      ("'5/s'", "3:1: X must be a number, not a text"),
    ])
  func `a speed has bounds in every shape`(value: String, message: String) {
    let path = "llm.models[\"glm-4.6\"].tokensPerSecond"
    #expect(
      Scenario.complaint(about: text("tokensPerSecond", value))
        == "x.json5:" + message.replacing("X", with: path))
  }
}
