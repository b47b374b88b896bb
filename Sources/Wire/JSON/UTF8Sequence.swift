/// Checks the encoding of one character beyond ASCII (RFC 3629 §4: no surrogates, no overlong
/// forms, nothing above U+10FFFF).
enum UTF8Sequence: Equatable {
  case valid(length: Int)
  /// The text ends inside a sequence that was right so far.
  case cut
  /// The length is what one replacement character stands for.
  case invalid(length: Int)

  /// The sequence that starts with the byte at an offset, which must not be ASCII.
  init(in view: ByteView, at offset: Int) {
    let first = view[offset]
    guard let length = Self.length(of: first) else {
      self = .invalid(length: 1)
      return
    }
    for index in 1..<length {
      guard offset + index < view.count else {
        self = .cut
        return
      }
      let allowed = index == 1 ? Self.second(after: first) : 0x80...0xBF
      guard allowed.contains(view[offset + index]) else {
        self = .invalid(length: index)
        return
      }
    }
    self = .valid(length: length)
  }

  /// The bytes of a character that starts with this one, or nil when none does.
  static func length(of first: UInt8) -> Int? {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: nil
    }
  }

  /// What the second byte of a character may be, given its first.
  static func second(after first: UInt8) -> ClosedRange<UInt8> {
    switch first {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}
