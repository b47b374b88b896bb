/// The kind of a JSON value, as its first byte tells.
package enum JSONKind: Sendable, Equatable {
  /// Members between braces.
  case object
  /// Elements between brackets.
  case array
  /// A text in quotes.
  case string
  /// A decimal number.
  case number
  /// The literals true and false.
  case bool
  /// The literal null.
  case null

  /// The kind a value with this first byte has, or nil when no value starts so.
  init?(firstByte: UInt8) {
    switch firstByte {
    case UInt8(ascii: "{"): self = .object
    case UInt8(ascii: "["): self = .array
    case ASCII.quote: self = .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): self = .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .bool
    case UInt8(ascii: "n"): self = .null
    default: return nil
    }
  }

  /// The kind with its article, for error texts.
  var phrase: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .bool: "a bool"
    case .null: "null"
    }
  }
}
