/// Reads `live`: how the scenario runs on real sockets.
enum LiveDecoder {
  /// In real time without a value.
  static func decode(_ value: SourceValue?) throws(ScenarioError) -> LivePlan {
    guard let value else { return .timeScale(1) }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      if let reason = try object.optionalString("skip") { return .skipped(reason: reason) }
      return .timeScale(try object.double("timeScale", in: 0.001...1))
    }
  }
}
