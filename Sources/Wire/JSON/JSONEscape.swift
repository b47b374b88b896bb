/// Reads one escape of a string.
enum JSONEscape {
  /// The character that the escape at this backslash stands for, and the offset behind it.
  static func decode(
    in view: ByteView, at backslash: Int
  ) throws(JSONParsingError) -> (scalar: Unicode.Scalar, end: Int) {
    let letter = backslash + 1
    guard letter < view.count else { throw JSONParsingError(.unterminatedString, at: view.count) }
    let value: UInt8
    switch view[letter] {
    case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"): value = view[letter]
    case UInt8(ascii: "b"): value = 0x08
    case UInt8(ascii: "f"): value = 0x0C
    case UInt8(ascii: "n"): value = ASCII.lineFeed
    case UInt8(ascii: "r"): value = ASCII.carriageReturn
    case UInt8(ascii: "t"): value = ASCII.tab
    case UInt8(ascii: "u"): return try unicode(in: view, at: backslash)
    default: throw JSONParsingError(.badEscape, at: letter)
    }
    return (Unicode.Scalar(value), letter + 1)
  }

  private static func unicode(
    in view: ByteView, at backslash: Int
  ) throws(JSONParsingError) -> (scalar: Unicode.Scalar, end: Int) {
    let first = try unit(in: view, from: backslash + 2)
    let behind = backslash + 6
    if let scalar = Unicode.Scalar(first) { return (scalar, behind) }
    let lone = JSONParsingError(.loneSurrogate, at: backslash)
    guard UTF16.isLeadSurrogate(first) else { throw lone }
    try expect(ASCII.backslash, in: view, at: behind, otherwise: lone)
    try expect(UInt8(ascii: "u"), in: view, at: behind + 1, otherwise: lone)
    let second = try unit(in: view, from: behind + 2)
    guard UTF16.isTrailSurrogate(second) else { throw lone }
    let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    guard let scalar = Unicode.Scalar(value) else { throw lone }
    return (scalar, behind + 6)
  }

  /// Four hexadecimal digits.
  private static func unit(
    in view: ByteView, from start: Int
  ) throws(JSONParsingError) -> UInt16 {
    var unit: UInt16 = 0
    for offset in start..<(start + 4) {
      guard offset < view.count else {
        throw JSONParsingError(.unterminatedString, at: view.count)
      }
      guard let digit = ASCII.hexValue(view[offset]) else {
        throw JSONParsingError(.badUnicodeEscape, at: offset)
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  private static func expect(
    _ byte: UInt8, in view: ByteView, at offset: Int, otherwise error: JSONParsingError
  ) throws(JSONParsingError) {
    guard offset < view.count else { throw JSONParsingError(.unterminatedString, at: view.count) }
    if view[offset] != byte { throw error }
  }
}
