import World

/// Reads `objectives`: what a request must reach to count as goodput.
enum ObjectivesDecoder {
  /// At least one of them, or nil without a value.
  static func decode(_ value: SourceValue?) throws(ScenarioError) -> Objectives? {
    guard let value else { return nil }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let range = Duration.nanoseconds(1)...BenchLimits.durationMax
      let objectives = Objectives(
        ttft: try object.optionalDuration("ttft", in: range),
        tpot: try object.optionalDuration("tpot", in: range),
        e2e: try object.optionalDuration("e2e", in: range))
      guard objectives != Objectives() else {
        try object.finish()
        throw value.error("needs at least one of ttft, tpot, e2e")
      }
      return objectives
    }
  }
}
