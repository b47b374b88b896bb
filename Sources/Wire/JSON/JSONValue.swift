/// A JSON value as a tree (RFC 8259), for configuration, tests and small bodies.
///
/// Members keep their order. Doubled names are all kept, and a look-up gives the last of them, as
/// it would in JavaScript.
package enum JSONValue: Sendable, Equatable {
  /// The literal null.
  case null
  /// The literals true and false.
  case bool(Bool)
  /// A number without fraction and exponent that fits in 64 bits.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  /// A text.
  case string(String)
  /// Elements in their order.
  case array([JSONValue])
  /// Members in their order.
  case object([JSONMember])
}

extension JSONValue {
  /// The last member's value under a name, or nil if there is none or this is no object.
  package subscript(_ key: String) -> JSONValue? {
    objectValue?.last { $0.key == key }?.value
  }

  /// The element at an index, or nil behind the end or if this is no array.
  package subscript(_ index: Int) -> JSONValue? {
    guard let elements = arrayValue, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// Whether this is the literal null.
  package var isNull: Bool { self == .null }

  /// The truth value, or nil for another kind.
  package var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The number if it is an integer, be it written 2, 2.0 or 2e0; else nil.
  package var intValue: Int? {
    switch self {
    case .integer(let value): Int(value)
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  /// The number, rounded if it is an integer beyond 53 bits, or nil for another kind.
  package var doubleValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The text, or nil for another kind.
  package var stringValue: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The elements, or nil for another kind.
  package var arrayValue: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members in their order, or nil for another kind.
  package var objectValue: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }
}
