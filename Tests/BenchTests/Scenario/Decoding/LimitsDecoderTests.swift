import FakeLLM
import Testing

@testable import bmm_bench

struct LimitsDecoderTests {
  private func limits(_ text: String) throws -> ProviderLimits {
    try Scenario(text: ScenarioText.with("llm: { limits: \(text) }")).llm.limits
  }

  @Test func `without a word there are no limits`() throws {
    #expect(try Scenario(text: ScenarioText.with()).llm.limits == ProviderLimits())
    #expect(try limits("{}") == ProviderLimits())
  }

  @Test func `all limits`() throws {
    let text = """
      { requestsPerMinute: 50, inputTokensPerMinute: 40000, outputTokensPerMinute: 8000,
        spendCap: 1000000, overloadShare: '2%' }
      """
    #expect(
      try limits(text)
        == ProviderLimits(
          requestsPerMinute: 50, inputTokensPerMinute: 40_000, outputTokensPerMinute: 8000,
          spendCap: 1_000_000, overloadShare: 0.02))
  }

  @Test(arguments: [
    ("{ requestsPerMinute: 0 }", "llm.limits.requestsPerMinute is 0; allowed: 1 to 1000000000"),
    ("{ requestsPerMinute: '5/m' }", "must be a whole number, not a text"),
    ("{ overloadShare: 2 }", "llm.limits.overloadShare is 2; allowed: 0 to 1"),
    ("{ requestPerMinute: 5 }", "did you mean \"requestsPerMinute\"?"),
    ("5", "llm.limits must be an object, not a number"),
  ])
  func `what is no limit is named`(text: String, message: String) {
    let complaint = Scenario.complaint(about: ScenarioText.with("llm: { limits: \(text) }"))
    #expect(complaint?.contains(message) == true, "\(complaint ?? "")")
  }
}
