/// Writes gzip (RFC 1952) that compresses nothing: all of its blocks are stored (RFC 1951 §3.2.4).
///
/// Every client can read it, and what a proxy's compression does to a stream can be seen with it:
/// what is held, what is flushed, and that a cut is no end.
package struct StoredGzip: Sendable {
  private var sum = CRC32()
  private var byteCount: UInt32 = 0
  private var hasBegun = false

  /// A file that has not begun.
  package init() {}

  /// Appends a piece, which a reader can have as soon as it is there.
  package mutating func write(_ piece: ByteView, into bytes: inout [UInt8]) {
    begin(&bytes)
    sum.update(piece)
    byteCount &+= UInt32(truncatingIfNeeded: piece.count)
    var start = 0
    while start < piece.count {
      let end = min(piece.count, start + Int(UInt16.max))
      Self.block(piece.part(start..<end), isLast: false, into: &bytes)
      start = end
    }
  }

  /// Appends the end, without which a reader knows that something is missing.
  package mutating func end(into bytes: inout [UInt8]) {
    begin(&bytes)
    Self.block(ByteView(start: nil, count: 0), isLast: true, into: &bytes)
    Self.write(sum.value, byteCount: 4, into: &bytes)
    Self.write(byteCount, byteCount: 4, into: &bytes)
  }

  /// Deflate, without a time, on an unknown system (RFC 1952 §2.3).
  private mutating func begin(_ bytes: inout [UInt8]) {
    guard !hasBegun else { return }
    hasBegun = true
    bytes += [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  }

  private static func block(_ piece: ByteView, isLast: Bool, into bytes: inout [UInt8]) {
    bytes.append(isLast ? 1 : 0)
    let length = UInt32(piece.count)
    write(length, byteCount: 2, into: &bytes)
    write(~length, byteCount: 2, into: &bytes)
    bytes.append(contentsOf: piece)
  }

  private static func write(_ number: UInt32, byteCount: Int, into bytes: inout [UInt8]) {
    for place in 0..<byteCount {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(8 * place)))
    }
  }
}
