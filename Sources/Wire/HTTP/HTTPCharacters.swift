/// The character classes of RFC 9110 §5.6 and RFC 9112 §3.
enum HTTPCharacters {
  /// One bit per character of a token, a word for each half of ASCII: digits, letters and
  /// !#$%&'*+-.^_`|~ (RFC 9110 §5.6.2). Every name is looked at, so this has to be short.
  private static let tokens: (UInt64, UInt64) = (0x03FF_6CFA_0000_0000, 0x57FF_FFFF_C7FF_FFFE)

  static func isToken(_ byte: UInt8) -> Bool {
    let word = byte < 64 ? tokens.0 : tokens.1
    return byte < 128 && word &>> UInt64(byte & 63) & 1 == 1
  }

  /// Visible ASCII: what a target may consist of. Anything else must be percent-encoded.
  static func isVisible(_ byte: UInt8) -> Bool { byte > ASCII.space && byte < ASCII.delete }

  static func isBlank(_ byte: UInt8) -> Bool { byte == ASCII.space || byte == ASCII.tab }

  /// Controls that no line may hold; CR and LF are among them, the tab is not.
  static func isControl(_ byte: UInt8) -> Bool {
    byte < ASCII.space && byte != ASCII.tab || byte == ASCII.delete
  }
}
