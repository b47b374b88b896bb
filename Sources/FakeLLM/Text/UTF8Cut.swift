/// Keeps a cut through UTF-8 from going through a scalar.
enum UTF8Cut {
  /// The last place at or before an offset where a scalar begins, or the end.
  static func down(_ offset: Int, in bytes: [UInt8]) -> Int {
    guard offset < bytes.count else { return bytes.count }
    var place = offset
    while place > 0, bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }
}
