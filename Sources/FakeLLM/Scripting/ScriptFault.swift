/// Why a script in JSON cannot be followed: the place of what is wrong, and what belongs there.
struct ScriptFault: Error, Equatable, CustomStringConvertible {
  /// Where it is, such as `x-fakellm-script.tool.name`.
  let place: String
  /// What is wrong with it.
  let complaint: String

  var description: String { "\(place): \(complaint)" }
}
