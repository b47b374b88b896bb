/// A decimal number and the unit behind it, kept exact: "1.5s" is 15 tenths of "s".
///
/// Binary fractions would turn "0.1s" into something near it; a deterministic run wants the tenth.
struct DecimalQuantity: Equatable {
  /// All digits as one whole number.
  let mantissa: Int64
  /// How many of the digits stand behind the point.
  let fractionDigits: Int
  /// What follows the number, possibly nothing.
  let unit: String

  /// Reads digits, an optional point with digits, and the rest as unit; no sign, no exponent.
  init(_ text: String, example: String) throws(QuantityError) {
    let whole = text.prefix(while: Self.isDigit)
    var rest = text.dropFirst(whole.count)
    var fraction: Substring = ""
    if rest.first == "." {
      fraction = rest.dropFirst().prefix(while: Self.isDigit)
      rest = rest.dropFirst(1 + fraction.count)
      guard !fraction.isEmpty else { throw .malformed(text: text, example: example) }
    }
    guard !whole.isEmpty else { throw .malformed(text: text, example: example) }
    let digits = whole + fraction
    guard digits.count <= BenchLimits.quantityDigitsMax, let mantissa = Int64(digits) else {
      throw .digitsTooMany(text: text, limit: BenchLimits.quantityDigitsMax)
    }
    self.mantissa = mantissa
    self.fractionDigits = fraction.count
    self.unit = String(rest)
  }

  /// The number as a Double: one division of two exact values, so it is the nearest Double.
  var value: Double { Double(mantissa) / Double(Self.powerOfTen(fractionDigits)) }

  /// A hundredth of the number, for percentages; again one division, so 95% equals 19 of 20.
  var hundredth: Double { Double(mantissa) / Double(Self.powerOfTen(fractionDigits + 2)) }

  /// The number times a factor, or nil if that is not a whole number.
  func scaled(by factor: Int128) -> Int128? {
    let (quotient, remainder) = (Int128(mantissa) * factor)
      .quotientAndRemainder(dividingBy: Int128(Self.powerOfTen(fractionDigits)))
    return remainder == 0 ? quotient : nil
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  private static func powerOfTen(_ exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
