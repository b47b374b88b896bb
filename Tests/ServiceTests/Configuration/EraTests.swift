import Testing
import World

@testable import Service

@Suite struct EraTests {
  private func configuration(_ era: Era) -> ServiceConfiguration {
    let endpoint = ProviderEndpoint(Address("llm", port: 443), key: "k")
    return ServiceConfiguration(
      era, providers: ProviderEndpoints(anthropic: endpoint, zhipu: endpoint))
  }

  @Test(
    arguments: [
      ("opus-sync", "claude-opus-4-7", 8192, nil, 0),  // Nothing limited the time but the edge.
      ("sonnet-45s", "claude-sonnet-4-6", 8192, 45, 1),  // Twice 45 s fit under the edge's 100 s.
      ("plan-aware-60s", "claude-sonnet-4-6", 8192, 60, 0),  // 102 s of tokens in a 60 s window.
      ("4096-90s", "claude-sonnet-4-6", 4096, 90, 0),  // Ambitious prompts were cut.
      ("8192-95s", "claude-sonnet-4-6", 8192, 95, 0),  // Cut answers were noticed.
      ("12288-95s", "claude-sonnet-4-6", 12_288, 95, 0),  // About 94 s at 130 tok/s.
      ("streaming", "claude-sonnet-4-6", 12_288, 95, 0),  // The sync route stayed as it was.
      ("streaming-awaited", "claude-sonnet-4-6", 12_288, 95, 0),  // Today.
    ] as [(String, String, Int, Int?, Int)])
  func `the team's tier is the history's`(
    name: String, model: String, tokens: Int, seconds: Int?, retries: Int
  ) throws {
    let era = try #require(Era(rawValue: name))

    let tier = configuration(era).tiers[.team]

    #expect(tier.model == model)
    #expect(tier.maxTokens == tokens)
    #expect(tier.syncTimeout == seconds.map { .seconds($0) })
    #expect(tier.retries == retries)
    #expect(tier.timeoutScope == (name == "sonnet-45s" ? .attempt : .request))
  }

  @Test(arguments: [
    (Plan.hobby, "glm-4.6", 4096),  // GLM kept its limit when the others grew.
    (.pro, "claude-haiku-4-5", 8192),  // Haiku was not hitting the ceiling.
    (.team, "claude-sonnet-4-6", 12_288),  // Grown with the hard limits of the system prompt.
    (.enterprise, "claude-sonnet-4-6", 12_288),  // As the team's.
  ])
  func `today's tiers are by plan`(plan: Plan, model: String, tokens: Int) {
    let today = configuration(.today)

    #expect(today.tiers[plan].model == model)
    #expect(today.tiers[plan].maxTokens == tokens)
    #expect(today.tiers[plan].provider == (plan == .hobby ? .zhipu : .anthropic))
    #expect(today.tiers[plan].streamTimeout == .seconds(300))
    #expect(today.knownBugs.isEmpty)
  }

  @Test func `previews are counted since models go by plan`() {
    let today = configuration(.today).tiers

    // "daily rate-limit on preview (5/40/150/1000)".
    #expect(Plan.allCases.map { today[$0].previewsPerDay } == [5, 40, 150, 1000])
    let uncounted = Era.allCases.filter { configuration($0).tiers[.team].previewsPerDay == nil }
    #expect(uncounted == [.opusSync, .sonnet45s])
  }

  @Test func `streams exist since the streaming era, and had no time limit at first`() {
    #expect(Era.allCases.filter { configuration($0).streaming } == [.streaming, .streamingAwaited])
    #expect(configuration(.streaming).tiers[.team].streamTimeout == nil)
  }

  @Test func `previews were kept for five minutes until models went by plan`() {
    let lifetimes = Era.allCases.map { configuration($0).cacheTTL }

    let (short, long) = (Duration.seconds(300), Duration.seconds(86_400))
    #expect(lifetimes == [short, short, long, long, long, long, long, long])
  }

  @Test(arguments: Era.allCases) func `two keep-alive intervals fit under the edge's 100 s`(
    era: Era
  ) throws {
    let interval = try #require(configuration(era).keepAliveInterval)
    #expect(interval * 2 < .seconds(100))
  }
}
