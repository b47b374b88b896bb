import Wire

/// Keeps a cut through UTF-8 from going through a scalar.
enum UTF8Cut {
  /// The last place at or before an offset where a scalar begins, or the end.
  static func down(_ offset: Int, in bytes: ByteView) -> Int {
    guard offset < bytes.count else { return bytes.count }
    var place = offset
    while place > 0, continues(bytes[place]) { place -= 1 }
    return place
  }

  /// The first place at or behind an offset where a scalar begins, or the end.
  static func up(_ offset: Int, in bytes: ByteView) -> Int {
    var place = min(offset, bytes.count)
    while place < bytes.count, continues(bytes[place]) { place += 1 }
    return place
  }

  /// The last place at or before an offset where a scalar begins, or the end.
  static func down(_ offset: Int, in bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { down(offset, in: $0) }
  }

  /// Whether a byte is not the first of its scalar.
  private static func continues(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
