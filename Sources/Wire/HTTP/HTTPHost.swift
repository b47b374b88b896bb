/// The syntax of a host with its port (RFC 9110 §7.2, RFC 3986 §3.2.2), as Host fields and URLs
/// hold it.
///
/// Stricter in one point: a comma is refused, since some parties take it for the end of the host.
struct HTTPHost {
  /// Whether a port is named; the grammar allows a colon with nothing behind it.
  let hasPort: Bool

  /// Checks a text; nil when it is no host: empty, a list, a path, or with a user's name.
  init?(_ text: Substring) {
    guard let host = text.withBytes({ HTTPHost($0) }) else { return nil }
    self = host
  }

  /// Checks the bytes of a text.
  init?(_ bytes: ByteView) {
    guard let hasPort = Self.hasPort(bytes) else { return nil }
    self.hasPort = hasPort
  }

  /// Whether a host names a port, or nil when it is none.
  private static func hasPort(_ bytes: ByteView) -> Bool? {
    var end = 0
    if bytes.first == UInt8(ascii: "[") {
      guard let close = bytes.firstIndex(of: UInt8(ascii: "]")), close > 1,
        bytes[1..<close].allSatisfy(isInAddress)
      else { return nil }
      end = close + 1
    } else {
      while end < bytes.count, isInName(bytes[end]) { end += 1 }
      guard end > 0 else { return nil }
    }
    guard end < bytes.count else { return false }
    guard bytes[end] == ASCII.colon else { return nil }
    let port = bytes[(end + 1)...]
    guard port.allSatisfy(ASCII.isDigit), isInRange(port) else { return nil }
    return !port.isEmpty
  }

  /// Whether digits are a number of 16 bits; there may be none.
  private static func isInRange(_ digits: Slice<ByteView>) -> Bool {
    var number = 0
    for digit in digits {
      number = number * 10 + Int(digit - ASCII.zero)
      if number > UInt16.max { return false }
    }
    return true
  }

  /// One bit per character of a name, a word for each half of ASCII: digits, letters and
  /// -._~%!$&'()*+;= (RFC 3986 §3.2.2).
  private static let inName: (UInt64, UInt64) = (0x2BFF_6FF2_0000_0000, 0x47FF_FFFE_87FF_FFFE)

  private static func isInName(_ byte: UInt8) -> Bool {
    let word = byte < 64 ? inName.0 : inName.1
    return byte < 128 && word &>> UInt64(byte & 63) & 1 == 1
  }

  /// What an address of IP version 6 is written with.
  private static func isInAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.colon, UInt8(ascii: "."): true
    default: ASCII.hexValue(byte) != nil
    }
  }
}
