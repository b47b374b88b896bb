import Wire

/// Finds the end of a relay's reply, which may have several lines (RFC 5321 §4.2.1).
enum SMTPReply {
  /// What stands at the front of what has come.
  enum Reading: Equatable {
    /// A whole reply: its status, and its bytes.
    case whole(status: Int, byteCount: Int)
    /// The beginning of one.
    case partial
    /// Something else.
    case malformed
  }

  /// Reads a reply: lines of a status with a hyphen behind it, then one without.
  static func read(_ view: ByteView) -> Reading {
    var start = 0
    while let feed = view[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let digits = view[start..<feed].prefix(3).map { Int($0) - Int(UInt8(ascii: "0")) }
      guard digits.count == 3, digits.allSatisfy((0...9).contains) else { return .malformed }
      if view[start + 3] != UInt8(ascii: "-") {
        let status = digits[0] * 100 + digits[1] * 10 + digits[2]
        return .whole(status: status, byteCount: feed + 1)
      }
      start = feed + 1
    }
    return view.count > MailLimits.replyBytes ? .malformed : .partial
  }
}
