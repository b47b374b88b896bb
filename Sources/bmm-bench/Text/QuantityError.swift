/// Why a text is not the quantity that was asked for; the description says what to write instead.
enum QuantityError: Error, Equatable, CustomStringConvertible {
  /// The text does not begin with a plain decimal number.
  case malformed(text: String, example: String)
  /// A number without a unit, which could mean anything.
  case unitMissing(text: String, units: [String])
  /// A unit that this quantity does not have.
  case unitUnknown(text: String, unit: String, units: [String])
  /// More digits than can be kept exactly.
  case digitsTooMany(text: String, limit: Int)
  /// A value outside what any scenario may say.
  case outOfRange(text: String, allowed: String)

  /// One sentence without a full stop, to stand behind a path or a column.
  var description: String {
    switch self {
    case .malformed(let text, let example):
      return "\"\(text)\" is not a quantity such as \"\(example)\""
    case .unitMissing(let text, let units):
      return "\"\(text)\" has no unit; add one of \(units.joined(separator: ", "))"
    case .unitUnknown(let text, let unit, let units):
      return "\"\(text)\" has the unknown unit \"\(unit)\"; "
        + "use one of \(units.joined(separator: ", "))"
    case .digitsTooMany(let text, let limit):
      return "\"\(text)\" has more than \(limit) digits; round it"
    case .outOfRange(let text, let allowed):
      return "\"\(text)\" is out of range; allowed: \(allowed)"
    }
  }
}
