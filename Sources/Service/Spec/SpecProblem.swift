/// What is wrong with a model's answer: for the log only, never for a client.
struct SpecProblem: Error, Equatable, CustomStringConvertible {
  /// Where it is wrong, such as `tools[0].name`; empty for the answer as a whole.
  let path: String
  /// What is wrong there.
  let reason: String

  /// A problem at a path.
  init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
}
