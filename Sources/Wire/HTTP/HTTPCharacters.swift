/// The character classes of RFC 9110 §5.6 and RFC 9112 §3.
enum HTTPCharacters {
  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"),
      UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"),
      UInt8(ascii: "+"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  static func isToken(_ text: String) -> Bool {
    !text.utf8.isEmpty && text.utf8.allSatisfy(isToken)
  }

  /// Visible ASCII: what a target may consist of. Anything else must be percent-encoded.
  static func isVisible(_ byte: UInt8) -> Bool { byte > ASCII.space && byte < ASCII.delete }

  static func isBlank(_ byte: UInt8) -> Bool { byte == ASCII.space || byte == ASCII.tab }

  /// Controls that no line may hold; CR and LF are among them, the tab is not.
  static func isControl(_ byte: UInt8) -> Bool {
    byte < ASCII.space && byte != ASCII.tab || byte == ASCII.delete
  }
}
