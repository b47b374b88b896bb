/// A text that is always the same but for one string in it, such as the event of a delta, and for
/// spaces before its last byte.
///
/// Streams repeat such a text for each token. Comparing it costs a fifth of scanning it; whatever
/// differs in any byte is not recognised, and is for the scanner.
package struct JSONFrame: Sendable {
  private let opening: StaticString
  private let closing: StaticString

  /// A text of these two parts, the quotes of the string included.
  ///
  /// Spaces may stand before its last byte: a provider hides the length of the string with them.
  package init(_ opening: StaticString, _ closing: StaticString) {
    self.opening = opening
    self.closing = closing
  }

  /// Appends the string in a text, its escapes resolved; false, and nothing, for another text.
  package func string(in view: ByteView, into bytes: inout [UInt8]) -> Bool {
    guard let end = contentEnd(in: view), view.starts(with: opening) else { return false }
    let content = view.part(opening.utf8CodeUnitCount..<end)
    // Nothing in it that is special in JSON, so it is the whole string and needs no more checks.
    guard ByteSearch.jsonSpecial(in: content, from: 0) == content.count else {
      return escaped(content, in: view, into: &bytes)
    }
    bytes.append(contentsOf: content)
    return true
  }

  /// Where the string ends if the text ends as it should.
  private func contentEnd(in view: ByteView) -> Int? {
    // All of the closing but its last byte, which spaces may keep apart.
    let length = closing.utf8CodeUnitCount - 1
    let least = opening.utf8CodeUnitCount + length
    guard view.count > least, view[view.count - 1] == closing.utf8Start[length] else { return nil }
    var end = view.count - 1
    while end > least, view[end - 1] == ASCII.space { end -= 1 }
    end -= length
    for offset in 0..<length where view[end + offset] != closing.utf8Start[offset] { return nil }
    return end
  }

  /// The content may have escapes, or letters beyond ASCII, or be no string at all.
  private func escaped(_ content: ByteView, in view: ByteView, into bytes: inout [UInt8]) -> Bool {
    guard let scanned = try? JSONStringScan.scan(view, from: opening.utf8CodeUnitCount),
      scanned.end == opening.utf8CodeUnitCount + content.count
    else { return false }
    guard scanned.hasEscapes else {
      bytes.append(contentsOf: content)
      return true
    }
    return (try? JSONScanner.unescape(content, into: &bytes)) != nil
  }
}
