/// Borrowed bytes: valid only as long as the buffer they point into, never stored past a call.
package typealias ByteView = UnsafeBufferPointer<UInt8>

extension [UInt8] {
  /// Appends the bytes of a literal, which is cheaper than by way of a string.
  package mutating func append(literal: StaticString) {
    append(contentsOf: ByteView(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }
}

extension StringProtocol {
  /// Hands out the bytes of a text in place, for loops that are too hot for its indices.
  func withBytes<Result>(_ body: (ByteView) -> Result) -> Result {
    utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
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
    guard count == literal.utf8CodeUnitCount else { return false }
    guard let bytes = baseAddress else { return true }
    let expected = literal.utf8Start
    for index in 0..<count where bytes[index] != expected[index] { return false }
    return true
  }
}
