/// Strings and keys (JSON5 sections 3 and 5).
extension JSON5Scanner {
  /// Reads a string in single or double quotes.
  mutating func string() throws(ScenarioError) -> String {
    let start = position
    let quote = advance()
    var text = String.UnicodeScalarView()
    while let scalar = next, scalar != "\n", scalar != "\r" {
      if scalar == quote {
        advance()
        return String(text)
      }
      if scalar == "\\" {
        if let meant = try escape() { text.append(meant) }
      } else {
        text.append(advance())
      }
    }
    throw error("this text has no end; close it with \(quote) on the same line", at: start)
  }

  /// Reads a key: a string, or a name without quotes.
  mutating func key() throws(ScenarioError) -> String {
    if next == "\"" || next == "'" { return try string() }
    guard let first = next, Self.startsName(first) else {
      throw error("expected a key or '}', found \(found)")
    }
    return name()
  }

  /// Takes all characters that can stand in a name.
  mutating func name() -> String {
    var text = String.UnicodeScalarView()
    while let scalar = next, Self.continuesName(scalar) { text.append(advance()) }
    return String(text)
  }

  /// Whether a name without quotes can begin with this character.
  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "$" || scalar == "_" || scalar.properties.isIDStart
  }

  /// Whether a name without quotes can go on with this character.
  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "$" || scalar == "\u{200C}" || scalar == "\u{200D}"
      || scalar.properties.isIDContinue
  }

  /// Reads what follows a backslash; nil for a line continuation, which stands for nothing.
  private mutating func escape() throws(ScenarioError) -> Unicode.Scalar? {
    let start = position
    advance()
    guard let scalar = next else { return nil }  // The caller reports the missing quote.
    advance()
    switch scalar {
    case "b": return "\u{08}"
    case "f": return "\u{0C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{0B}"
    case "x": return try Unicode.Scalar(UInt8(hex(digits: 2, at: start)))
    case "u": return try unicodeEscape(at: start)
    case "\r":
      if next == "\n" { advance() }
      return nil
    case _ where Self.isLineEnd(scalar):
      return nil
    case "0" where !nextIsDigit:
      return "\0"
    case "0"..."9":
      throw error("\\ and a digit is no escape of JSON5; write \\x and two hex digits", at: start)
    default:
      return scalar
    }
  }

  private var nextIsDigit: Bool { next.map { ("0"..."9").contains($0) } ?? false }

  private mutating func unicodeEscape(
    at start: SourcePosition
  ) throws(ScenarioError) -> Unicode.Scalar {
    let first = try hex(digits: 4, at: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Above U+FFFF a character is two escapes, a high and a low surrogate.
    guard first < 0xDC00, next == "\\", peek(1) == "u" else {
      throw error("half of a surrogate pair; write both \\u escapes", at: start)
    }
    advance()
    advance()
    let second = try hex(digits: 4, at: start)
    let offset = ((first - 0xD800) << 10) &+ (second &- 0xDC00)
    guard (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(0x10000 &+ offset) else {
      throw error("half of a surrogate pair; write both \\u escapes", at: start)
    }
    return scalar
  }

  private mutating func hex(
    digits: Int, at start: SourcePosition
  ) throws(ScenarioError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = next.flatMap({ Character($0).hexDigitValue }), next?.isASCII == true else {
        throw error("this escape needs \(digits) hex digits, found \(found)", at: start)
      }
      value = value << 4 + UInt32(digit)
      advance()
    }
    return value
  }
}
