import Wire
import World

extension JSONValue {
  /// An object whose members keep their order.
  static func members(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { JSONMember(key: $0.0, value: $0.1) })
  }

  /// A whole number, or null.
  static func of(_ number: Int?) -> JSONValue {
    number.map { .integer(Int64($0)) } ?? .null
  }

  /// A number, or null.
  static func of(_ number: Double?) -> JSONValue {
    number.map { .number($0) } ?? .null
  }

  /// A text, or null.
  static func of(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }

  /// A time in seconds, or null.
  static func seconds(_ duration: Duration?) -> JSONValue {
    scaled(duration?.nanoseconds, 1e9)
  }

  /// A whole number of small units in larger ones, or null.
  ///
  /// The double next to a quotient of 53 bits is read back as the same whole number.
  static func scaled(_ number: Int64?, _ scale: Double) -> JSONValue {
    guard let number else { return .null }
    let value = Double(number) / scale
    return Int64(exactly: value).map { .integer($0) } ?? .number(value)
  }
}
