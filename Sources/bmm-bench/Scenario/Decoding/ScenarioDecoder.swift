import FakeLLM
import Service
import World

/// Turns a scenario file into a scenario; every key is understood or an error with its place.
enum ScenarioDecoder {
  /// Reads and decodes one file with what it extends, and with what the command line sets.
  static func read(
    _ path: String, setting settings: [SourceSetting] = []
  ) throws(ScenarioError) -> Scenario {
    let node = try ScenarioSource.read(path, setting: settings)
    var scenario = try decode(node)
    scenario.fingerprint = node.fingerprint
    scenario.source = String(decoding: try SourceFile.bytes(of: path), as: UTF8.self)
    scenario.settings = settings.map(\.text)
    return scenario
  }

  /// Decodes a parsed file; a ledger learns which keys a file may have.
  static func decode(
    _ node: SourceNode, ledger: KeyLedger? = nil
  ) throws(ScenarioError) -> Scenario {
    try SourceValue(node, ledger: ledger).object {
      (top: inout SourceObject) throws(ScenarioError) in
      try skipEditors(&top)
      let name = try NameDecoder.name(try top.value("name"))
      let chaos = try ChaosDecoder.decode(top.optionalValue("chaos"))
      let hops = try EdgeDecoder.decode(top.optionalValue("edge"))
      let service = try ServiceDecoder.decode(top.optionalValue("service"), behind: hops)
      let llm = try LLMDecoder.decode(top.optionalValue("llm"))
      let limit = try limit(&top)
      let links = try LinksDecoder.decode(
        top.optionalValue("links"), behind: hops.count, within: limit)
      let restarts = try RestartsDecoder.decode(
        top.optionalValue("faults"), behind: hops.count, within: limit, links.faulty)
      let groups = try UsersDecoder.decode(try top.value("users"), within: limit)
      // Only `service` can bring in a model that the presets do not have.
      try requireModels(of: groups, service, llm, at: top.optionalValue("service") ?? top.value)
      let vocabulary = VocabularyMaker.make(groups, llm)
      return Scenario(
        file: node.file, name: name, about: try top.string("about"),
        seed: UInt64(try top.optionalInt("seed") ?? 1),
        date: try top.optionalValue("date").map { value throws(ScenarioError) in
          try value.date()
        },
        limit: limit,
        schedule: chaos.schedule, stalls: chaos.stalls, swarm: chaos.swarm,
        swarmFaults: chaos.swarmFaults, service: service, llm: llm, hops: hops,
        links: links.profiles, faultyLinks: restarts.links, restarts: restarts.roles,
        groups: groups,
        objectives: try ObjectivesDecoder.decode(top.optionalValue("objectives")),
        expectations: try expectations(top.optionalArray("expect") ?? [], vocabulary),
        violates: try violations(top.optionalObject("violates")),
        catches: try KnownBugsDecoder.decode(top.optionalValue("catches")),
        live: try LiveDecoder.decode(top.optionalValue("live")))
    }
  }

  /// When the run is broken off in any case.
  private static func limit(_ top: inout SourceObject) throws(ScenarioError) -> Duration {
    try top.optionalDuration("limit", in: .seconds(1)...BenchLimits.durationMax)
      ?? BenchLimits.runLimit
  }

  /// What a file says to editors, and what its reader has taken away by now.
  private static func skipEditors(_ top: inout SourceObject) throws(ScenarioError) {
    _ = try top.optionalString("$schema")
    if let value = top.optionalValue(ScenarioSource.extends) {
      throw value.error("can be read in a file only, and there only once")
    }
  }

  /// A model that the provider does not know would make every call fail for no reason of interest.
  private static func requireModels(
    of groups: [UserGroup], _ service: ServiceConfiguration, _ llm: FakeLLMConfiguration,
    at value: SourceValue
  ) throws(ScenarioError) {
    let known = llm.models.map(\.name)
    for plan in groups.flatMap({ $0.plans.shares.map(\.value) + $0.arrivals.plans }) {
      let model = service.tiers[plan].model
      guard !known.contains(model) else { continue }
      let hint = NearestName.hint(for: model, among: known, listedAs: "known")
      throw value.error(
        "lets plan \(plan.rawValue) use the model \"\(model)\", which llm.models does not "
          + "have\(hint)")
    }
  }

  private static func expectations(
    _ values: [SourceValue], _ vocabulary: FilterVocabulary
  ) throws(ScenarioError) -> [Expectation] {
    var expectations: [Expectation] = []
    for value in values {
      expectations.append(try ExpectationDecoder.decode(value, vocabulary))
    }
    return expectations
  }

  private static func violations(
    _ object: SourceObject?
  ) throws(ScenarioError) -> [KnownViolation] {
    guard var object else { return [] }
    var violations: [KnownViolation] = []
    for name in InvariantName.allCases {
      guard let reason = try object.optionalString(name.rawValue) else { continue }
      violations.append(KnownViolation(invariant: name, reason: reason))
    }
    try object.finish()
    return violations
  }
}
