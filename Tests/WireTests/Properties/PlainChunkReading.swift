/// The grammar of a chunked body (RFC 9112 §7.1) as directly as it can be written: all bytes at
/// hand, no limits, and one answer for what is cut and what is wrong.
struct PlainChunkReading: Equatable {
  let payload: [UInt8]
  /// The bytes that belong to the next message.
  let restCount: Int

  /// Nil unless the bytes begin with a whole body.
  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    var payload: [UInt8] = []
    while true {
      guard let line = Self.takeLine(&rest), let size = Self.size(line) else { return nil }
      if size == 0 { break }
      guard rest.count >= size else { return nil }
      payload += rest.prefix(size)
      rest = rest.dropFirst(size)
      guard Self.takeLine(&rest) == [] else { return nil }
    }
    while true {
      guard let line = Self.takeLine(&rest) else { return nil }
      if line.isEmpty { break }
      guard Self.isTrailer(line) else { return nil }
    }
    self.payload = payload
    restCount = rest.count
  }

  /// The bytes before the next CR LF, if neither CR nor LF stands alone before it.
  private static func takeLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let line = rest.prefix { $0 != 13 && $0 != 10 }
    guard rest.dropFirst(line.count).starts(with: [13, 10]) else { return nil }
    rest = rest.dropFirst(line.count + 2)
    return line
  }

  /// Digits, and perhaps an extension behind spaces; beyond 2^62 there is no room to count.
  private static func size(_ line: ArraySlice<UInt8>) -> Int? {
    let digits = line.prefix(while: isHex)
    let rest = line.dropFirst(digits.count)
    let isExtended = rest.drop { $0 == 32 || $0 == 9 }.first == UInt8(ascii: ";")
    guard !digits.isEmpty, rest.isEmpty || isExtended, !rest.contains(where: isControl) else {
      return nil
    }
    let significant = String(decoding: digits.drop { $0 == UInt8(ascii: "0") }, as: UTF8.self)
    guard let size = UInt64("0" + significant, radix: 16), size < 1 << 62 else { return nil }
    return Int(size)
  }

  private static func isTrailer(_ line: ArraySlice<UInt8>) -> Bool {
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    return !name.isEmpty && name.count < line.count && name.allSatisfy(isToken)
      && !line.contains(where: isControl)
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
  }

  private static func isControl(_ byte: UInt8) -> Bool { byte < 32 && byte != 9 || byte == 127 }
}
