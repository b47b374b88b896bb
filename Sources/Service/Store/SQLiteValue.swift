/// A value that goes into a statement or comes out of a column.
enum SQLiteValue: Sendable, Equatable {
  /// No value.
  case null
  /// A whole number.
  case integer(Int64)
  /// A text in UTF-8.
  case text(String)
  /// Bytes.
  case blob([UInt8])

  /// The whole number, or nil for another kind.
  var integerValue: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  /// The text, or nil for another kind.
  var textValue: String? {
    if case .text(let value) = self { value } else { nil }
  }
}
