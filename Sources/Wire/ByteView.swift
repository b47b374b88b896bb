/// Borrowed bytes: valid only as long as the buffer they point into, never stored past a call.
@usableFromInline
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
    count == literal.utf8CodeUnitCount && starts(with: literal)
  }

  /// Whether the bytes are exactly those of another view.
  func equals(_ other: ByteView) -> Bool {
    guard count == other.count, let bytes = UnsafeRawPointer(baseAddress),
      let others = UnsafeRawPointer(other.baseAddress)
    else { return count == other.count }
    return areEqual(bytes, others, count)
  }

  /// Whether the first bytes are those of a literal; copies nothing.
  package func starts(with literal: StaticString) -> Bool {
    let length = literal.utf8CodeUnitCount
    guard count >= length, let bytes = UnsafeRawPointer(baseAddress) else { return length == 0 }
    return areEqual(bytes, UnsafeRawPointer(literal.utf8Start), length)
  }

  /// Whether so many bytes are equal: eight at a time, the last ones twice rather than one by one.
  private func areEqual(
    _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ length: Int
  ) -> Bool {
    func differ<Word: FixedWidthInteger>(_ offset: Int, _ type: Word.Type) -> Bool {
      left.loadUnaligned(fromByteOffset: offset, as: type)
        != right.loadUnaligned(fromByteOffset: offset, as: type)
    }
    if length >= 8 {
      for offset in stride(from: 0, to: length - 8, by: 8) where differ(offset, UInt64.self) {
        return false
      }
      return !differ(length - 8, UInt64.self)
    }
    if length >= 4 { return !differ(0, UInt32.self) && !differ(length - 4, UInt32.self) }
    return (0..<length).allSatisfy { !differ($0, UInt8.self) }
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether the bytes are equal but for the case of ASCII letters.
  func equalsIgnoringCase(_ other: ByteView) -> Bool {
    guard count == other.count, let left = UnsafeRawPointer(baseAddress),
      let right = UnsafeRawPointer(other.baseAddress)
    else { return count == other.count }
    // Whole words, the last bytes twice rather than one by one.
    if count >= 8 {
      for offset in stride(from: 0, to: count - 8, by: 8)
      where Self.differ(left, right, offset, UInt64.self) { return false }
      return !Self.differ(left, right, count - 8, UInt64.self)
    }
    if count >= 4 {
      return !Self.differ(left, right, 0, UInt32.self)
        && !Self.differ(left, right, count - 4, UInt32.self)
    }
    return indices.allSatisfy { ASCII.lowercased(self[$0]) == ASCII.lowercased(other[$0]) }
  }

  /// Whether the bytes are those of a literal but for the case of ASCII letters.
  func equalsIgnoringCase(_ literal: StaticString) -> Bool {
    equalsIgnoringCase(ByteView(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Whether two words differ in more than the case bit of letters.
  private static func differ<Word: FixedWidthInteger & UnsignedInteger>(
    _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ offset: Int, _ type: Word.Type
  ) -> Bool {
    let word = left.loadUnaligned(fromByteOffset: offset, as: type)
    let difference = word ^ right.loadUnaligned(fromByteOffset: offset, as: type)
    if difference == 0 { return false }
    let ones = Word.max / 0xFF
    if difference & ~(ones &* 0x20) != 0 { return true }
    // The highest bit of a byte says whether it is a letter: from "a" on, not beyond "z", ASCII.
    let folded = (word | ones &* 0x20) & (ones &* 0x7F)
    let letters = (folded &+ ones &* 0x1F) & ~(folded &+ ones &* 0x05) & ~word
    return difference &<< 2 & ~letters != 0
  }
}
