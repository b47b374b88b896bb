import Testing

@testable import Wire

@Suite struct StoredGzipTests {
  /// What `gzip.GzipFile(fileobj=…, compresslevel=0, mtime=0)` of Python writes around the blocks.
  @Test func `a file has a head, a block for each piece, and its sum and length`() {
    var gzip = StoredGzip()
    var bytes: [UInt8] = []
    Array("hi".utf8).withUnsafeBufferPointer { gzip.write($0, into: &bytes) }
    #expect(
      bytes == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 0, 2, 0, 0xFD, 0xFF, 0x68, 0x69])
    bytes.removeAll()
    gzip.end(into: &bytes)
    // The CRC-32 of "hi" is 0xD8932AAC.
    #expect(bytes == [1, 0, 0, 0xFF, 0xFF, 0xAC, 0x2A, 0x93, 0xD8, 2, 0, 0, 0])
  }

  @Test func `an empty file is one as well`() {
    var gzip = StoredGzip()
    var bytes: [UInt8] = []
    gzip.end(into: &bytes)
    #expect(bytes.count == 10 + 5 + 8)
    #expect(bytes.suffix(8).allSatisfy { $0 == 0 })
  }

  @Test func `a piece longer than a block becomes several`() {
    var gzip = StoredGzip()
    var bytes: [UInt8] = []
    let piece = [UInt8](repeating: 0x78, count: 70_000)
    piece.withUnsafeBufferPointer { gzip.write($0, into: &bytes) }
    #expect(bytes.count == 10 + 2 * 5 + 70_000)
    #expect(bytes[10..<15] == [0, 0xFF, 0xFF, 0, 0])
    // 70,000 - 65,535 = 0x1171.
    #expect(bytes[(15 + 65_535)..<(20 + 65_535)] == [0, 0x71, 0x11, 0x8E, 0xEE])
  }

  @Test func `the sum is that of the standard's check`() {
    var sum = CRC32()
    Array("123456789".utf8).withUnsafeBufferPointer { sum.update($0) }
    #expect(sum.value == 0xCBF4_3926)
  }
}
