/// Numbers (JSON5 section 6), without Infinity and NaN: no setting of a scenario can mean them.
extension JSON5Scanner {
  /// Reads a number; the next character must be a sign, a digit or a point.
  mutating func number() throws(ScenarioError) -> SourceNode.Value {
    let start = position
    let text = numberText()
    let unsigned = text.first == "+" || text.first == "-" ? text.dropFirst() : text[...]
    if unsigned == "Infinity" || unsigned == "NaN" { throw notFinite(text, at: start) }
    if let value = try hexadecimal(unsigned, text: text, at: start) {
      return .number(text.first == "-" ? -value : value, text: text)
    }
    guard Self.isDecimal(unsigned), let value = Double(text) else {
      throw error(Self.complaint(about: text), at: start)
    }
    guard value.isFinite else {
      throw error("\(text) is out of range; the largest number is about 1.8e308", at: start)
    }
    return .number(value, text: text)
  }

  /// The error for Infinity and NaN, which JSON5 has and a scenario refuses.
  func notFinite(_ text: String, at start: SourcePosition) -> ScenarioError {
    error("\(text) is not accepted; write a finite number, or leave the key out", at: start)
  }

  /// Takes everything that looks like part of the number, so that an error can show it whole.
  private mutating func numberText() -> String {
    var text = String.UnicodeScalarView()
    while let scalar = next {
      let sign = scalar == "+" || scalar == "-"
      let signFits = text.isEmpty || text.last == "e" || text.last == "E"
      guard
        Self.continuesName(scalar) || scalar == "." || scalar == "%" || (sign && signFits)
      else { break }
      text.append(advance())
    }
    return String(text)
  }

  private func hexadecimal(
    _ unsigned: Substring, text: String, at start: SourcePosition
  ) throws(ScenarioError) -> Double? {
    guard unsigned.hasPrefix("0x") || unsigned.hasPrefix("0X") else { return nil }
    let digits = unsigned.dropFirst(2)
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      throw error("\(text) is not a hexadecimal number", at: start)
    }
    guard let value = UInt64(digits, radix: 16) else {
      throw error("\(text) is out of range; a hexadecimal number has at most 64 bits", at: start)
    }
    return Double(value)
  }

  private static func isDecimal(_ unsigned: Substring) -> Bool {
    var rest = unsigned
    let whole = takeDigits(&rest)
    if whole.count > 1, whole.first == "0" { return false }  // 010 is octal to some readers.
    var fraction: Substring = ""
    if rest.first == "." {
      rest.removeFirst()
      fraction = takeDigits(&rest)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return false }
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
      guard !takeDigits(&rest).isEmpty else { return false }
    }
    return rest.isEmpty
  }

  private static func takeDigits(_ rest: inout Substring) -> Substring {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  private static func complaint(about text: String) -> String {
    let unit = text.drop { !$0.isLetter && $0 != "%" }
    guard text.first?.isNumber == true, !unit.isEmpty else { return "\(text) is not a number" }
    return "\(text) is not a number; a value with a unit needs quotes: \"\(text)\""
  }
}
