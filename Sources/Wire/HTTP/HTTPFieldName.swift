/// The name of a field to look for; a literal is ready at once, without a text to count references
/// of.
@usableFromInline
package struct HTTPFieldName: ExpressibleByStringLiteral, @unchecked Sendable {  // Bytes only read.
  /// The name in any case of its letters; a literal's bytes stay as long as the program.
  @usableFromInline let text: ByteView
  /// What tells most other names apart.
  @usableFromInline let mark: UInt32

  /// The name that stands in a literal.
  @inlinable @inline(__always)
  package init(stringLiteral name: StaticString) {
    self.init(ByteView(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  /// A name that is valid as long as these bytes.
  @inlinable @inline(__always)
  init(_ text: ByteView) {
    self.init(text, mark: Self.mark(of: text))
  }

  @inlinable @inline(__always)
  init(_ text: ByteView, mark: UInt32) {
    self.text = text
    self.mark = mark
  }

  /// The length and three letters, which have no case: equal names have equal marks.
  @inlinable @inline(__always)
  static func mark(of name: ByteView) -> UInt32 {
    guard let bytes = name.baseAddress, name.count > 0 else { return 0 }
    let (first, last) = (UInt32(bytes[0] & 0xDF), UInt32(bytes[name.count &- 1] & 0xDF))
    let middle = UInt32(bytes[name.count &>> 1] & 0xDF)
    return first &<< 24 | middle &<< 16 | last &<< 8 | UInt32(truncatingIfNeeded: name.count & 0xFF)
  }

  /// One bit of 64 for a mark (a multiplication spreads its bits, as Fibonacci hashing does).
  @inlinable @inline(__always)
  static func kind(of mark: UInt32) -> UInt64 {
    1 &<< (UInt64(mark) &* 0x9E37_79B9_7F4A_7C15 &>> 58)
  }

  /// The bit of this name.
  @inlinable @inline(__always) var kind: UInt64 { Self.kind(of: mark) }
}
