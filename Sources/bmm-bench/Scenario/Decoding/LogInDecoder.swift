/// Reads the step `logIn`.
enum LogInDecoder {
  static func decode(_ value: SourceValue) throws(ScenarioError) -> LogInStep {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var step = LogInStep()
      step.clicks = try object.optionalInt("clicks", in: BenchLimits.clicks) ?? step.clicks
      if let after = object.optionalValue("after") {
        step.after = try DistributionDecoder.durations(after)
      }
      if let apart = object.optionalValue("apart") {
        guard step.clicks > 1 else {
          throw apart.error("says nothing of a single click: give clicks as well, from 2")
        }
        step.apart = try DistributionDecoder.durations(apart)
      }
      return step
    }
  }
}
