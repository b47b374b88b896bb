import Service
import World

/// Reads `users`: the groups, their arrival processes and their steps.
enum UsersDecoder {
  /// At least one group; their names differ.
  static func decode(
    _ value: SourceValue, within limit: Duration
  ) throws(ScenarioError) -> [UserGroup] {
    var groups: [UserGroup] = []
    for element in try value.array(count: 1...100) {
      let group = try Self.group(element, limit)
      guard !groups.contains(where: { $0.name == group.name }) else {
        throw element.error("has the name \"\(group.name)\", which another group has")
      }
      groups.append(group)
    }
    return groups
  }

  private static func group(
    _ value: SourceValue, _ limit: Duration
  ) throws(ScenarioError) -> UserGroup {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let name = try NameDecoder.name(try object.value("name"))
      let arrivals = try ArrivalsDecoder.decode(try object.value("arrivals"))
      let group = UserGroup(
        name: name, plans: try PlanDecoder.decode(try object.value("plan")), arrivals: arrivals,
        accounts: try object.optionalInt("accounts", in: 1...100_000) ?? accounts(for: arrivals),
        steps: try steps(of: name, try object.value("steps"), arrivals),
        client: try ClientDecoder.decode(object.optionalValue("client")),
        think: try object.optionalValue("think").map(DistributionDecoder.durations),
        network: try GroupNetworkDecoder.decode(
          object.optionalValue("network"), of: name, within: limit),
        objectives: try ObjectivesDecoder.decode(object.optionalValue("objectives")))
      if group.think != nil, group.steps.reduce(0, { $0 + $1.length }) < 2 {
        try object.refuse(
          "think",
          because: "is a pause between two steps, and there is one: users of a closed loop pause "
            + "between their rounds by arrivals.think")
      }
      return group
    }
  }

  private static func steps(
    of group: String, _ value: SourceValue, _ arrivals: Arrivals
  ) throws(ScenarioError) -> [UserStep] {
    let steps = try StepDecoder(group: group).steps(value)
    guard arrivals.isMeasured || steps.flatMap(\.sights).isEmpty else {
      throw value.error(
        "have \"sees\", which looks at measured stages, and \"measured\" is false in all of this "
          + "group's: set it in one, or leave \"sees\" out")
    }
    return steps
  }

  private static func accounts(for arrivals: Arrivals) -> Int {
    guard case .closed(let loop) = arrivals.kind else { return BenchLimits.openLoopAccounts }
    return loop.users
  }
}
