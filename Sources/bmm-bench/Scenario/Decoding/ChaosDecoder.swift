import World

/// Reads `chaos`: how unkind the simulated machine is.
enum ChaosDecoder {
  /// What a scenario says of the machine; kind and random where it says nothing.
  struct Chaos: Equatable {
    var schedule = SchedulePolicy.random
    var stalls = TaskStalls.none
    var swarm = false
    var swarmFaults = SwarmFault.allCases
  }

  /// The schedule and the stalls, or that the seed draws them.
  static func decode(_ value: SourceValue?) throws(ScenarioError) -> Chaos {
    guard let value else { return Chaos() }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let schedule = try object.optionalEnumeration("schedule", among: SchedulePolicy.self)
      let stalls = try stalls(try object.optionalObject("stalls"))
      let drawn = try swarm(object.optionalValue("swarm"))
      guard drawn == nil || schedule == nil && stalls == nil else {
        throw value.error("has a swarm, which draws schedule and stalls itself: leave them out")
      }
      return Chaos(
        schedule: schedule ?? .random, stalls: stalls ?? .none, swarm: drawn != nil,
        swarmFaults: drawn ?? SwarmFault.allCases)
    }
  }

  /// What a swarm draws: everything for true, or what is named; nil if there is none.
  private static func swarm(_ value: SourceValue?) throws(ScenarioError) -> [SwarmFault]? {
    guard let value else { return nil }
    guard case .array = value.node.value else {
      return try value.bool() ? SwarmFault.allCases : nil
    }
    var faults: [SwarmFault] = []
    for element in try value.array(count: 1...SwarmFault.allCases.count) {
      faults.append(try element.enumeration())
    }
    return faults
  }

  private static func stalls(_ object: SourceObject?) throws(ScenarioError) -> TaskStalls? {
    guard var object else { return nil }
    let share = try object.value("share")
    let probability = try share.probability()
    guard probability <= BenchLimits.stallShareMax else {
      let (wanted, most) = (
        Format.percentage(probability), Format.percentage(BenchLimits.stallShareMax)
      )
      throw share.error("is \(wanted); at most \(most), or nothing ever runs")
    }
    let delay = try DistributionDecoder.durations(try object.value("delay"))
    try object.finish()
    return TaskStalls(probability: probability, delay: delay)
  }
}
