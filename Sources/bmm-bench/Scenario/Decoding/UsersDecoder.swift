import Service
import World

/// Reads `users`: the groups, their arrival processes and their steps.
enum UsersDecoder {
  /// At least one group; their names differ.
  static func decode(_ value: SourceValue) throws(ScenarioError) -> [UserGroup] {
    var groups: [UserGroup] = []
    for element in try value.array(count: 1...100) {
      let group = try Self.group(element)
      guard !groups.contains(where: { $0.name == group.name }) else {
        throw element.error("has the name \"\(group.name)\", which another group has")
      }
      groups.append(group)
    }
    return groups
  }

  private static func group(_ value: SourceValue) throws(ScenarioError) -> UserGroup {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let name = try NameDecoder.name(try object.value("name"))
      let arrivals = try Self.arrivals(try object.value("arrivals"))
      var steps: [UserStep] = []
      for step in try object.array("steps", count: 1...100) { steps.append(try Self.step(step)) }
      return UserGroup(
        name: name, plan: try object.enumeration("plan"), arrivals: arrivals,
        accounts: try object.optionalInt("accounts", in: 1...100_000) ?? accounts(for: arrivals),
        steps: steps, client: try ClientDecoder.decode(object.optionalValue("client")),
        objectives: try ObjectivesDecoder.decode(object.optionalValue("objectives")))
    }
  }

  private static func accounts(for arrivals: Arrivals) -> Int {
    guard case .closed(let users, _, _) = arrivals else { return BenchLimits.openLoopAccounts }
    return users
  }

  private static func arrivals(_ value: SourceValue) throws(ScenarioError) -> Arrivals {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      if let users = try object.optionalInt("closed", in: 1...100_000) {
        let think = object.optionalValue("think")
        return .closed(
          users: users, rounds: try object.optionalInt("rounds", in: 1...1_000_000) ?? 1,
          think: try think.map(DistributionDecoder.durations) ?? .constant(0))
      }
      if let perSecond = try object.optionalRate("constant") {
        return .constant(perSecond: perSecond, limit: try limit(&object))
      }
      if let perSecond = try object.optionalRate("poisson") {
        return .poisson(perSecond: perSecond, limit: try limit(&object))
      }
      try object.finish()
      throw object.value.error("needs one of closed, constant, poisson")
    }
  }

  private static func limit(_ object: inout SourceObject) throws(ScenarioError) -> ArrivalLimit {
    let time = try object.optionalDuration("for", in: .milliseconds(1)...BenchLimits.durationMax)
    let count = try object.optionalInt("count", in: 1...BenchLimits.requestsMax)
    switch (time, count) {
    case (let time?, nil): return .time(time)
    case (nil, let count?): return .count(count)
    default: throw object.value.error("needs either for (a duration) or count (a number)")
    }
  }

  private static func step(_ value: SourceValue) throws(ScenarioError) -> UserStep {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      if let step = object.optionalValue("preview") { return .preview(.sync, try preview(step)) }
      if let step = object.optionalValue("previewStream") {
        return .preview(.stream, try preview(step))
      }
      if let step = object.optionalValue("analyze") { return .analyze(try preview(step)) }
      if let pause = object.optionalValue("wait") {
        return .wait(try DistributionDecoder.durations(pause))
      }
      try object.finish()
      throw object.value.error("needs one of preview, previewStream, analyze, wait")
    }
  }

  private static func preview(_ value: SourceValue) throws(ScenarioError) -> PreviewStep {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      PreviewStep(
        prompt: try object.optionalString("prompt") ?? defaultPrompt,
        leaveAfter: try object.optionalValue("leaveAfter").map(DistributionDecoder.durations))
    }
  }

  /// Numbered, so that no request is answered from the cache unless the scenario wants it.
  private static let defaultPrompt = "A server that tells the weather for any location, number {n}"
}
