import EdgeSim
import Service
import World

/// Reads `service`: an era, and what differs from it.
enum ServiceDecoder {
  /// The service of today without a value.
  static func decode(
    _ value: SourceValue?, behind hops: [EdgeProfile] = [.cloudflare2026]
  ) throws(ScenarioError) -> ServiceConfiguration {
    guard let value else { return configuration(.today, behind: hops) }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let era = try object.optionalEnumeration("era", among: Era.self) ?? .today
      var service = configuration(era, behind: hops)
      if let tiers = object.optionalValue("tiers") { try readTiers(tiers, into: &service.tiers) }
      service.streaming = try object.optionalBool("streaming") ?? service.streaming
      if let interval = object.optionalValue("keepAlive") {
        service.keepAliveInterval = try switchable(interval)
      }
      if let lifetime = object.optionalValue("cache") {
        service.cacheTTL = try switchable(lifetime)
      }
      if let proxies = object.optionalValue("trustedProxies") {
        service.trustedProxies = try TrustedProxiesDecoder.decode(proxies)
      }
      if let cost = object.optionalValue("statementCost") {
        service.statementCost = try DistributionDecoder.durations(cost)
      }
      service.knownBugs.formUnion(try KnownBugsDecoder.decode(object.optionalValue("knownBugs")))
      service.knownBugs.subtract(try KnownBugsDecoder.decode(object.optionalValue("withoutBugs")))
      return service
    }
  }

  /// The service of an era as it stands behind the edge; its providers are known only when it runs.
  static func configuration(
    _ era: Era, behind hops: [EdgeProfile] = [.cloudflare2026]
  ) -> ServiceConfiguration {
    let trusted = EdgeDecoder.trustedHops(hops)
    let provider = ProviderEndpoint(Address("llm", port: 0), key: "sk-fake-scenario")
    return ServiceConfiguration(
      era, providers: ProviderEndpoints(anthropic: provider, zhipu: provider),
      webOrigins: [Stack.webOrigin], trustedProxies: trusted == 0 ? .none : .hops(trusted))
  }

  /// Reads what differs from a table of tiers.
  static func readTiers(
    _ value: SourceValue, into tiers: inout TierTable
  ) throws(ScenarioError) {
    var table = tiers
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      if let all = object.optionalValue("all") {
        for plan in Plan.allCases { table[plan] = try tier(all, from: table[plan]) }
      }
      for plan in Plan.allCases {
        guard let own = object.optionalValue(plan.rawValue) else { continue }
        table[plan] = try tier(own, from: table[plan])
      }
    }
    tiers = table
  }

  private static func tier(_ value: SourceValue, from base: Tier) throws(ScenarioError) -> Tier {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var tier = base
      tier.provider = try object.optionalEnumeration("provider") ?? tier.provider
      tier.model = try object.optionalString("model") ?? tier.model
      tier.maxTokens = try object.optionalInt("maxTokens", in: 1...1_000_000) ?? tier.maxTokens
      tier.retries = try object.optionalInt("retries", in: 0...10) ?? tier.retries
      tier.timeoutScope = try object.optionalEnumeration("timeoutScope") ?? tier.timeoutScope
      if let timeout = object.optionalValue("syncTimeout") {
        tier.syncTimeout = try switchable(timeout)
      }
      if let timeout = object.optionalValue("streamTimeout") {
        tier.streamTimeout = try switchable(timeout)
      }
      if let previews = object.optionalValue("previewsPerDay") {
        tier.previewsPerDay = try dailyCount(previews)
      }
      return tier
    }
  }

  /// A duration above zero, or the word "off".
  static func switchable(_ value: SourceValue) throws(ScenarioError) -> Duration? {
    if case .string("off") = value.node.value { return nil }
    return try value.duration(in: .milliseconds(1)...BenchLimits.durationMax)
  }

  /// A number for each day, or the word "off".
  private static func dailyCount(_ value: SourceValue) throws(ScenarioError) -> Int? {
    if case .string("off") = value.node.value { return nil }
    return try value.int(in: 0...BenchLimits.requestsMax)
  }
}
