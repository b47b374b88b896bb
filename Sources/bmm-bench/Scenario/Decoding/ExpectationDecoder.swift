/// Reads an element of `expect`: the text of a check, or an object that lets it end the run.
enum ExpectationDecoder {
  /// A check by a scenario's vocabulary.
  static func decode(
    _ value: SourceValue, _ vocabulary: FilterVocabulary
  ) throws(ScenarioError) -> Expectation {
    guard case .object = value.node.value else {
      return try value.expectation(vocabulary: vocabulary)
    }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let text = try object.value("check")
      var check = try text.expectation(vocabulary: vocabulary)
      let aborts = try object.optionalBool("abortOnFail") ?? false
      let grace = try object.optionalDuration("grace")
      guard aborts else {
        guard grace == nil else { throw object.value.error("has a grace without abortOnFail") }
        return check
      }
      if let reason = check.lateReason {
        throw text.error("cannot end a run: \(reason)")
      }
      check.abortsAfter = grace ?? .zero
      return check
    }
  }
}
