/// A number as exactly as Swift can hold it.
package enum JSONNumber: Sendable, Equatable {
  /// A number without fraction and exponent that fits.
  case integer(Int64)
  /// Any other number, rounded to the nearest Double.
  case double(Double)
}

extension JSONNumber {
  /// Reads the number that starts at an offset, and tells the offset behind it.
  static func scan(
    _ view: ByteView, from start: Int
  ) throws(JSONParsingError) -> (number: JSONNumber, end: Int) {
    let place = try place(in: view, from: start)
    if place.isInteger, let value = integer(view.part(start..<place.end)) {
      return (.integer(value), place.end)
    }
    // The grammar was checked, so only an overflow to infinity can be wrong.
    let value = Double(view.part(start..<place.end).text) ?? .infinity
    guard value.isFinite else { throw JSONParsingError(.numberOutOfRange, at: start) }
    return (.double(value), place.end)
  }

  /// The end of a number by the grammar of RFC 8259 §6, and whether it has only digits.
  private static func place(
    in view: ByteView, from start: Int
  ) throws(JSONParsingError) -> (end: Int, isInteger: Bool) {
    let digits = start + (byte(view, start) == UInt8(ascii: "-") ? 1 : 0)
    var end = digitsEnd(view, digits)
    if end == digits { throw JSONParsingError(.noNumberAfterMinus, at: end) }
    if view[digits] == ASCII.zero && end > digits + 1 {
      throw JSONParsingError(.leadingZero, at: digits + 1)
    }
    let integerEnd = end
    if byte(view, end) == UInt8(ascii: ".") {
      let fraction = end + 1
      end = digitsEnd(view, fraction)
      if end == fraction { throw JSONParsingError(.unterminatedFraction, at: end) }
    }
    if byte(view, end) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(view, end + 1)
      let isSigned = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
      let exponent = end + (isSigned ? 2 : 1)
      end = digitsEnd(view, exponent)
      if end == exponent { throw JSONParsingError(.unterminatedExponent, at: end) }
    }
    return (end, end == integerEnd)
  }

  /// The value of plain digits, or nil when it does not fit or is a negative zero.
  private static func integer(_ text: ByteView) -> Int64? {
    let isNegative = text[0] == UInt8(ascii: "-")
    var value: Int64 = 0
    for offset in (isNegative ? 1 : 0)..<text.count {
      // Downwards, as the negative numbers reach one further.
      let (tenfold, first) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(text[offset] - ASCII.zero)
      let (sum, second) = tenfold.subtractingReportingOverflow(digit)
      if first || second { return nil }
      value = sum
    }
    if isNegative { return value == 0 ? nil : value }
    return value == .min ? nil : -value
  }

  private static func digitsEnd(_ view: ByteView, _ start: Int) -> Int {
    var offset = start
    while offset < view.count, ASCII.isDigit(view[offset]) { offset += 1 }
    return offset
  }

  /// The byte at an offset, or zero behind the end, which stands nowhere in a number.
  private static func byte(_ view: ByteView, _ offset: Int) -> UInt8 {
    offset < view.count ? view[offset] : 0
  }
}
