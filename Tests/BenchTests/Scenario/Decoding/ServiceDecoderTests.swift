import Service
import Testing
import World

@testable import bmm_bench

struct ServiceDecoderTests {
  private func service(_ text: String) throws -> ServiceConfiguration {
    try Scenario(text: ScenarioText.with("service: \(text)")).service
  }

  @Test(arguments: Era.allCases)
  func `an era brings its tiers, its bugs and its cache along`(era: Era) throws {
    let service = try service("{ era: '\(era.rawValue)' }")
    let expected = ServiceDecoder.configuration(era)
    #expect(service.era == era.rawValue)
    #expect(service.tiers == expected.tiers)
    #expect(service.streaming == expected.streaming)
    #expect(service.knownBugs == expected.knownBugs)
    #expect(service.cacheTTL == expected.cacheTTL)
  }

  @Test func `a plan's own words come behind those for all plans`() throws {
    let tiers = try service(
      """
      { tiers: { team: { maxTokens: 7 }, all: { maxTokens: 5, retries: 2 } } }
      """
    ).tiers
    #expect(Plan.allCases.map { tiers[$0].maxTokens } == [5, 5, 7, 5])
    #expect(Plan.allCases.map { tiers[$0].retries } == [2, 2, 2, 2])
  }

  @Test func `every part of a tier can be written`() throws {
    let tier = try service(
      """
      { tiers: { pro: {
        provider: 'zhipu', model: 'm', maxTokens: 9, retries: 1, timeoutScope: 'attempt',
        syncTimeout: '45s', streamTimeout: 'off', previewsPerDay: 7 } } }
      """
    ).tiers[.pro]
    let expected = Tier(
      provider: .zhipu, model: "m", maxTokens: 9, syncTimeout: .seconds(45), streamTimeout: nil,
      retries: 1, timeoutScope: .attempt, previewsPerDay: 7)
    #expect(tier == expected)
  }

  @Test func `previews can be left uncounted`() throws {
    let tiers = try service("{ tiers: { all: { previewsPerDay: 'off' } } }").tiers
    #expect(Plan.allCases.allSatisfy { tiers[$0].previewsPerDay == nil })
  }

  @Test func `the rest of the service can be written`() throws {
    let service = try service(
      """
      { streaming: false, keepAlive: '5s', cache: '10m', statementCost: '2ms' }
      """)
    #expect(service.streaming == false)
    #expect(service.keepAliveInterval == .seconds(5))
    #expect(service.cacheTTL == .seconds(600))
    #expect(service.statementCost == .constant(0.002))
  }

  @Test func `what can be off is off by that word`() throws {
    let service = try service("{ keepAlive: 'off', cache: 'off' }")
    #expect(service.keepAliveInterval == nil)
    #expect(service.cacheTTL == nil)
  }

  @Test(arguments: KnownBugs.all.map(\.name))
  func `every known bug can be put in and taken out`(name: String) throws {
    let bug = try #require(KnownBugs.all.first { $0.name == name }?.bug)
    #expect(try service("{ knownBugs: ['\(name)'] }").knownBugs == bug)
    let without = try service("{ era: 'opus-sync', withoutBugs: ['\(name)'] }").knownBugs
    #expect(without == ServiceDecoder.configuration(.opusSync).knownBugs.subtracting(bug))
  }

  @Test(
    arguments: [
      (
        "{ eras: 'streaming' }",
        "2:12: unknown key \"eras\" in service; did you mean \"era\"? (known: era, tiers, "
          + "streaming, keepAlive, cache, trustedProxies, statementCost, knownBugs, withoutBugs)"
      ),
      (
        "{ era: 'opus-synk' }",
        "2:17: service.era cannot be \"opus-synk\"; did you mean \"opus-sync\"? "
          + "(allowed: opus-sync, sonnet-45s, plan-aware-60s, 4096-90s, 8192-95s, 12288-95s, "
          + "streaming, streaming-awaited)"
      ),
      (
        "{ tiers: { free: {} } }",
        "2:21: unknown key \"free\" in service.tiers (known: all, hobby, pro, team, enterprise)"
      ),
      (
        "{ tiers: { team: { maxToken: 1 } } }",
        "2:29: unknown key \"maxToken\" in service.tiers.team; did you mean \"maxTokens\"? "
          + "(known: provider, model, maxTokens, retries, timeoutScope, syncTimeout, "
          + "streamTimeout, previewsPerDay)"
      ),
      (
        "{ tiers: { team: { maxTokens: 0 } } }",  // Not even an empty answer fits.
        "2:40: service.tiers.team.maxTokens is 0; allowed: 1 to 1000000"
      ),
      (
        "{ tiers: { team: { syncTimeout: 95 } } }",
        "2:42: service.tiers.team.syncTimeout needs a unit (us, ms, s, m, h); "
          + "write a text such as \"95s\", not 95"
      ),
      (
        "{ tiers: { team: { provider: 'openai' } } }",
        "2:39: service.tiers.team.provider cannot be \"openai\" (allowed: anthropic, zhipu)"
      ),
      (
        "{ tiers: { all: { timeoutScope: 'attempts' } } }",
        "2:42: service.tiers.all.timeoutScope cannot be \"attempts\"; did you mean \"attempt\"? "
          + "(allowed: request, attempt)"
      ),
      (
        "{ keepAlive: '0s' }",  // A comment without end.
        "2:23: service.keepAlive is 0s; allowed: at least 1ms"
      ),
      ("{ streaming: 'yes' }", "2:23: service.streaming must be true or false, not a text"),
      (
        "{ knownBugs: ['keepalive-off'] }",
        "2:24: service.knownBugs[0] cannot be \"keepalive-off\"; did you mean \"keep-alive-off\"? "
          + "(allowed: \(NearestName.listed(KnownBugs.all.map(\.name))))"
      ),
    ])
  func `a wrong service is refused with its place`(service: String, message: String) {
    #expect(
      Scenario.complaint(about: ScenarioText.with("service: \(service)")) == "x.json5:\(message)")
  }
}
