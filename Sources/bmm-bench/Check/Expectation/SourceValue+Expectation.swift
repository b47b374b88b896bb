extension SourceValue {
  /// The value as a check; an error names the place of the text and the column in it.
  func expectation(
    vocabulary: FilterVocabulary = .open
  ) throws(ScenarioError) -> Expectation {
    let text = try string()
    let check: Expectation
    do throws(ExpectationError) {
      check = try ExpectationParser.parse(text, vocabulary: vocabulary)
    } catch {
      throw self.error("cannot be read: \(error)")
    }
    if let reason = check.idleReason { throw error("cannot fail, \"\(text)\": \(reason)") }
    return check
  }
}
