/// The limits of a spec ("SYSTEM_PROMPT now imposes hard limits the model can self-enforce").
package enum SpecLimits {
  /// "at most 6 tools (combine related capabilities with a mode param)".
  package static let tools = 1...6
  /// "implementation body <= 40 lines, no comments, no overengineering".
  package static let implementationLines = 40
  /// "descriptions <= 100 chars", in UTF-16 units as the validator of the original counted.
  package static let descriptionLength = 100
}
