/// Checks a string and finds its end.
enum JSONStringScan {
  /// The offset of the closing quote for a content that starts here, and whether it has escapes.
  static func scan(
    _ view: ByteView, from start: Int
  ) throws(JSONParsingError) -> (end: Int, hasEscapes: Bool) {
    var offset = start
    var hasEscapes = false
    while true {
      offset = ByteSearch.jsonSpecial(in: view, from: offset)
      guard offset < view.count else {
        throw JSONParsingError(.unterminatedString, at: view.count)
      }
      switch view[offset] {
      case ASCII.quote: return (offset, hasEscapes)
      case ASCII.backslash:
        hasEscapes = true
        offset = try JSONEscape.decode(in: view, at: offset).end
      case 0..<ASCII.space:
        throw JSONParsingError(.controlCharacter(view[offset]), at: offset)
      default: offset += try length(in: view, at: offset)
      }
    }
  }

  private static func length(
    in view: ByteView, at offset: Int
  ) throws(JSONParsingError) -> Int {
    switch UTF8Sequence(in: view, at: offset) {
    case .valid(let length): return length
    case .cut: throw JSONParsingError(.unterminatedString, at: view.count)
    case .invalid: throw JSONParsingError(.invalidUTF8, at: offset)
    }
  }
}
