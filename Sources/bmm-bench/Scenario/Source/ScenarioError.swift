/// Something wrong in a scenario file, with the place and what to do about it.
struct ScenarioError: Error, Equatable, CustomStringConvertible {
  /// The file as the user named it.
  let file: String
  /// Where in the file; nil if the file as a whole is meant, for example if it cannot be read.
  let position: SourcePosition?
  /// One sentence without a full stop.
  let message: String

  /// `file:line:column: message`, which terminals and editors turn into a link.
  var description: String {
    guard let position else { return "\(file): \(message)" }
    return "\(file):\(position): \(message)"
  }

  /// The same with more behind it.
  func adding(_ text: String) -> ScenarioError {
    ScenarioError(file: file, position: position, message: message + text)
  }
}
