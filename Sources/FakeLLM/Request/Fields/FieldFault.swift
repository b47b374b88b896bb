import Wire

/// What is wrong with one field of a request; each vendor says it in its own words.
enum FieldFault: Equatable {
  /// It has to be there.
  case missing
  /// No such field is known.
  case unknown
  /// It is of another kind.
  case wrongKind(FieldKind, found: JSONValue)
  /// The number is too small.
  case below(Int, found: Int)
  /// The number is too large.
  case above(Int, found: Int)
  /// The text is none of those that are known.
  case notAmong([String], found: String)
  /// The `type` of an object is none of those that are known.
  case unknownType([String], found: String)
  /// The list has to have an element.
  case empty
  /// The list has too many elements.
  case tooMany(limit: Int, found: Int)
  /// The text is not written as it has to be.
  case noMatch(pattern: String)
}

/// What a field can have to be.
enum FieldKind {
  case text
  case integer
  case number
  case flag
  case list
  case object
  /// Content may be either.
  case textOrList
}
