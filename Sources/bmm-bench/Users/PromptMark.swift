/// Tells prompts apart as the service's cache does: white space makes no difference.
struct PromptMark: Hashable, Sendable {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  private var isEscaped = false

  /// Takes in more of the body of a request; FNV-1a, which finds accidents.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      // A line end inside JSON is a backslash and a letter.
      let isSpace = isEscaped ? Self.escapes.contains(byte) : byte == UInt8(ascii: " ")
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      if !isSpace, !isEscaped { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
  }

  private static let escapes = Array("nrt".utf8)
}
