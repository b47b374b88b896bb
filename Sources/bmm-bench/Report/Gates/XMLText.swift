/// Text as XML 1.0 can hold it.
enum XMLText {
  /// For the place between tags, and for values in double quotes.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      // As themselves they would be read as spaces in a value.
      case "\n", "\r", "\t":
        escaped.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      default:
        if isAllowed(scalar) { escaped.append(scalar) }
      }
    }
    return String(escaped)
  }

  /// XML 1.0 §2.2: no way of writing brings the others in, not even as a number.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
  }
}
