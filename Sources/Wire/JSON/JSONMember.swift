/// One name and value of an object.
package struct JSONMember: Sendable, Equatable {
  /// The name, with its escapes resolved.
  package let key: String
  /// The value under the name.
  package let value: JSONValue

  /// Makes a member.
  package init(key: String, value: JSONValue) {
    self.key = key
    self.value = value
  }
}
