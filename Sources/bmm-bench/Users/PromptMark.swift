/// Tells prompts apart as the service's cache does: how white space is written makes no difference.
///
/// It knows that of ASCII, and nothing of a blank beside a quotation mark: two prompts with one
/// mark may be two to the cache, so that a check passes that could have failed; never the reverse.
struct PromptMark: Hashable, Sendable {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  private var last = PromptMark.quote
  private var isEscaped = false
  private var isSpaced = false

  private static let quote = UInt8(ascii: "\"")
  private static let blank = UInt8(ascii: " ")
  private static let escapes = Array("nrt".utf8)

  /// Takes in more of the body of a request; FNV-1a, which finds accidents.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      // A line end inside JSON is a backslash and a letter.
      if isEscaped ? Self.escapes.contains(byte) : byte == Self.blank {
        (isSpaced, isEscaped) = (true, false)
      } else if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        if isSpaced, last != Self.quote, byte != Self.quote { take(Self.blank) }
        (isSpaced, isEscaped) = (false, false)
        take(byte)
      }
    }
  }

  private mutating func take(_ byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    last = byte
  }
}
