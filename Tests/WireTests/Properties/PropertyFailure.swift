/// A property that does not hold, and for what.
struct PropertyFailure: Error, CustomStringConvertible {
  let description: String

  /// Throws when the condition is false; the text says what was expected.
  static func unless(
    _ condition: Bool, _ description: @autoclosure () -> String
  ) throws(PropertyFailure) {
    if !condition { throw PropertyFailure(description: description()) }
  }
}
