/// Tells prompts apart as the service's cache does: white space makes no difference.
struct PromptMark: Hashable, Sendable {
  private let hash: UInt64

  /// The mark of a prompt in the body of a request; FNV-1a, which finds accidents.
  init(_ body: [UInt8]) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isEscaped = false
    for byte in body {
      // A line end inside JSON is a backslash and a letter.
      let isSpace = isEscaped ? Self.escapes.contains(byte) : byte == UInt8(ascii: " ")
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      if !isSpace, !isEscaped { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    self.hash = hash
  }

  private static let escapes = Array("nrt".utf8)
}
