/// Borrowed bytes: valid only as long as the buffer they point into, never stored past a call.
package typealias ByteView = UnsafeBufferPointer<UInt8>

extension [UInt8] {
  /// Appends the bytes of a literal, which is cheaper than by way of a string.
  package mutating func append(literal: StaticString) {
    append(contentsOf: ByteView(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// The bytes in a range of offsets, as a view that counts from zero again.
  package func part(_ range: Range<Int>) -> ByteView {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "part outside of the view")
    guard let start = baseAddress else { return self }
    return ByteView(start: start + range.lowerBound, count: range.count)
  }

  /// An owned copy as text; bytes that are not UTF-8 become U+FFFD.
  package var text: String { String(decoding: self, as: UTF8.self) }

  /// Whether the bytes are exactly those of a literal; copies nothing.
  package func equals(_ literal: StaticString) -> Bool {
    count == literal.utf8CodeUnitCount && starts(with: literal)
  }

  /// Whether the first bytes are those of a literal; copies nothing.
  package func starts(with literal: StaticString) -> Bool {
    let length = literal.utf8CodeUnitCount
    guard count >= length, let bytes = UnsafeRawPointer(baseAddress) else { return length == 0 }
    let expected = UnsafeRawPointer(literal.utf8Start)
    var offset = 0
    while offset + 8 <= length {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if word != expected.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
      offset += 8
    }
    while offset < length {
      if self[offset] != literal.utf8Start[offset] { return false }
      offset += 1
    }
    return true
  }
}
