import World

/// Reads `arrivals`: when the users of a group come.
enum ArrivalsDecoder {
  /// One process, and how long or how often.
  static func decode(_ value: SourceValue) throws(ScenarioError) -> Arrivals {
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
}
