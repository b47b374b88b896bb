/// Checks that bytes are UTF-8 (RFC 3629 §4) however they are cut, and stops at the first byte
/// that no continuation could repair.
struct UTF8Check {
  private var missing = 0
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  /// Whether the bytes so far end with a whole character.
  var isComplete: Bool { missing == 0 }

  /// The offset of the first wrong byte in the next bytes, or nil; behind a wrong one all is lost.
  mutating func firstWrong(in view: ByteView) -> Int? {
    var offset = 0
    while true {
      if missing == 0 { offset = ByteSearch.notASCII(in: view, from: offset) }
      guard offset < view.count else { return nil }
      guard accepts(view[offset]) else { return offset }
      offset += 1
    }
  }

  private mutating func accepts(_ byte: UInt8) -> Bool {
    if missing > 0 {
      guard allowed.contains(byte) else { return false }
      missing -= 1
      allowed = 0x80...0xBF
      return true
    }
    guard let length = UTF8Sequence.length(of: byte) else { return false }
    missing = length - 1
    allowed = UTF8Sequence.second(after: byte)
    return true
  }
}
