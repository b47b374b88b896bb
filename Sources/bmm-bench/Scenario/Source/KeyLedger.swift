/// Writes down which keys a reader asks of which objects, so that a description can be held against
/// what is read in truth.
final class KeyLedger {
  /// What stands for the keys of an object whose keys are free names.
  static let anyName = "*"

  private var keys: [String: [String]] = [:]

  /// Notes that a key of the object at a path was asked for.
  func note(_ key: String, at path: String) {
    if keys[path]?.contains(key) != true { keys[path, default: []].append(key) }
  }

  /// What was asked of the object at a path, in order; empty if it was not read as an object.
  func keys(at path: String) -> [String] { keys[path] ?? [] }
}
