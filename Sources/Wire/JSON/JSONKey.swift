/// The name of a member as it lies in the text; valid as long as the scanned bytes are.
package struct JSONKey {
  private let raw: ByteView
  private let hasEscapes: Bool

  init(raw: ByteView, hasEscapes: Bool) {
    self.raw = raw
    self.hasEscapes = hasEscapes
  }

  /// An owned copy of the name, with its escapes resolved.
  package var text: String { JSONScanner.text(raw, hasEscapes: hasEscapes) }

  /// Whether this is the name; copies nothing unless the name is written with escapes.
  package static func == (key: JSONKey, literal: StaticString) -> Bool {
    if !key.hasEscapes { return key.raw.equals(literal) }
    return Array(key.text.utf8).withUnsafeBufferPointer { $0.equals(literal) }
  }

  /// Lets a switch over keys list literals.
  package static func ~= (literal: StaticString, key: JSONKey) -> Bool { key == literal }
}
