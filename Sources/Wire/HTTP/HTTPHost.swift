/// The syntax of a host with its port (RFC 9110 §7.2, RFC 3986 §3.2.2), as Host fields and URLs
/// hold it.
///
/// Stricter in one point: a comma is refused, since some parties take it for the end of the host.
struct HTTPHost {
  /// Whether a port is named; the grammar allows a colon with nothing behind it.
  let hasPort: Bool

  /// Checks a text; nil when it is no host: empty, a list, a path, or with a user's name.
  init?(_ text: Substring) {
    let bytes = text.utf8
    let name: Substring.UTF8View
    let rest: Substring.UTF8View
    if bytes.first == UInt8(ascii: "[") {
      guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      name = bytes[..<close].dropFirst()
      rest = bytes[close...].dropFirst()
      guard name.allSatisfy(Self.isInAddress) else { return nil }
    } else {
      name = bytes.prefix { $0 != ASCII.colon }
      rest = bytes.dropFirst(name.count)
      guard name.allSatisfy(Self.isInName) else { return nil }
    }
    guard !name.isEmpty, rest.isEmpty || rest.first == ASCII.colon else { return nil }
    let port = rest.dropFirst()
    guard port.isEmpty || Self.number(port) != nil else { return nil }
    hasPort = !port.isEmpty
  }

  private static func number(_ port: Substring.UTF8View) -> UInt16? {
    guard port.allSatisfy(ASCII.isDigit) else { return nil }
    return UInt16(Substring(port))
  }

  private static func isInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "%"), UInt8(ascii: "!"),
      UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ";"),
      UInt8(ascii: "="):
      true
    default: false
    }
  }

  /// What an address of IP version 6 is written with.
  private static func isInAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.colon, UInt8(ascii: "."): true
    default: ASCII.hexValue(byte) != nil
    }
  }
}
