/// The syntax of a host with its port (RFC 9110 §7.2, RFC 3986 §3.2.2), as Host fields and URLs
/// hold it.
///
/// Stricter in one point: a comma is refused, since some parties take it for the end of the host.
struct HTTPHost {
  private let name: Substring.UTF8View
  private let port: Substring.UTF8View?

  /// The parts, or nil when the text is no host: empty, a list, a path, or with a user's name.
  init?(_ text: Substring) {
    let bytes = text.utf8
    var nameEnd = bytes.firstIndex(of: ASCII.colon) ?? bytes.endIndex
    var isName = Self.isInName
    if bytes.first == UInt8(ascii: "[") {
      guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      nameEnd = bytes.index(after: close)
      isName = Self.isInAddress
    }
    name = bytes[..<nameEnd]
    let rest = bytes[nameEnd...]
    guard !name.isEmpty, name.allSatisfy(isName), rest.isEmpty || rest.first == ASCII.colon else {
      return nil
    }
    port = rest.isEmpty ? nil : rest.dropFirst()
    if let port, !port.isEmpty, Self.number(port) == nil { return nil }
  }

  /// Whether a port is named; the grammar allows a colon with nothing behind it.
  var hasPort: Bool { port?.isEmpty == false }

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

  /// What an address of IP version 6 is written with, its brackets included.
  private static func isInAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.colon, UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"): true
    default: ASCII.hexValue(byte) != nil
    }
  }
}
