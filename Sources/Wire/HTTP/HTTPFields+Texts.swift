/// The same for names that are no literals; a literal takes the other way, which makes no text.
extension HTTPFields {
  /// The first value under a name, or nil.
  @_disfavoredOverload
  package subscript(_ name: String) -> String? { name.withBytes { first(HTTPFieldName($0)) } }

  /// All values under a name, in their order.
  @_disfavoredOverload
  package func values(of name: String) -> [String] { name.withBytes { all(HTTPFieldName($0)) } }

  /// Replaces all fields of a name by one, at the place of the first or else at the end.
  @_disfavoredOverload
  package mutating func set(_ name: String, _ value: String) {
    // Unlike a literal it may come from outside, so it is looked at in every build.
    name.withBytes { name in
      value.withBytes { set(HTTPFieldName(name), $0, isToken: name.isToken) }
    }
  }

  /// Removes all fields of a name.
  @_disfavoredOverload
  package mutating func remove(_ name: String) {
    name.withBytes { remove(HTTPFieldName($0)) }
  }
}
