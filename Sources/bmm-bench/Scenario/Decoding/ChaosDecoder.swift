import World

/// Reads `chaos`: how unkind the simulated machine is.
enum ChaosDecoder {
  /// The schedule and the stalls; kind and random without a value.
  static func decode(
    _ value: SourceValue?
  ) throws(ScenarioError) -> (SchedulePolicy, TaskStalls) {
    guard let value else { return (.random, .none) }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let policy = try object.optionalEnumeration("schedule", among: SchedulePolicy.self) ?? .random
      guard var stalls = try object.optionalObject("stalls") else { return (policy, .none) }
      let probability = try stalls.probability("share")
      let delay = try DistributionDecoder.durations(try stalls.value("delay"))
      try stalls.finish()
      return (policy, TaskStalls(probability: probability, delay: delay))
    }
  }
}
