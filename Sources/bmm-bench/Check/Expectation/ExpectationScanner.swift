/// Cuts the text of a check into words and signs and knows the column of each.
struct ExpectationScanner {
  /// The text of the check.
  let text: String

  private let scalars: [Unicode.Scalar]
  private var index = 0

  /// Starts at the first character that is no space.
  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
    skipSpace()
  }

  /// The column of the next character, from 1.
  var column: Int { index + 1 }

  /// Whether everything has been taken.
  var isAtEnd: Bool { index == scalars.count }

  /// The next word or sign as a message shows it.
  var found: String {
    guard !isAtEnd else { return "the end" }
    var copy = self
    let word = copy.word()
    return "\"\(word.isEmpty ? String(Character(scalars[index])) : word)\""
  }

  /// Everything before the next character, without space at both ends.
  var taken: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[..<index])
    return String(view).split(separator: " ").joined(separator: " ")
  }

  /// Takes a word: letters, digits and the signs of names, routes and quantities; possibly empty.
  mutating func word() -> String {
    var view = String.UnicodeScalarView()
    while index < scalars.count, Self.isWordPart(scalars[index]) {
      view.append(scalars[index])
      index += 1
    }
    skipSpace()
    return String(view)
  }

  /// Takes the value of a filter: a word, or a text between single quotes; nil if neither is next.
  mutating func value() -> String? {
    guard index < scalars.count, scalars[index] == "'" else {
      let word = word()
      return word.isEmpty ? nil : word
    }
    guard let end = scalars[(index + 1)...].firstIndex(of: "'") else { return nil }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[(index + 1)..<end])
    index = end + 1
    skipSpace()
    return String(view)
  }

  /// Takes a sign if it comes next.
  mutating func take(_ sign: String) -> Bool {
    guard scalars[index...].starts(with: sign.unicodeScalars) else { return false }
    index += sign.unicodeScalars.count
    skipSpace()
    return true
  }

  /// Whether a sign comes next; it is not taken.
  func isNext(_ sign: String) -> Bool {
    scalars[index...].starts(with: sign.unicodeScalars)
  }

  /// An error at a column; without one, at the next character.
  func error(_ message: String, at column: Int? = nil) -> ExpectationError {
    ExpectationError(text: text, column: column ?? self.column, message: message)
  }

  private mutating func skipSpace() {
    while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      || "-_.:/%+".unicodeScalars.contains(scalar)
  }
}
