import Testing

@testable import Wire

@Suite struct StoredGzipReaderTests {
  private static let text = Array("data: a\n\ndata: b\n\n".utf8)

  private static let file: [UInt8] = {
    var gzip = StoredGzip()
    var bytes: [UInt8] = []
    text[..<9].withUnsafeBufferPointer { gzip.write(ByteView(rebasing: $0[...]), into: &bytes) }
    text[9...].withUnsafeBufferPointer { gzip.write(ByteView(rebasing: $0[...]), into: &bytes) }
    gzip.end(into: &bytes)
    return bytes
  }()

  private func read(
    _ file: [UInt8], in sizes: Int
  ) throws(StoredGzipError) -> (text: [UInt8], isCut: Bool) {
    var reader = StoredGzipReader()
    var text: [UInt8] = []
    var start = 0
    while start < file.count {
      let end = min(file.count, start + sizes)
      try file.withUnsafeBufferPointer { (view) throws(StoredGzipError) in
        try reader.read(view.part(start..<end)) { text.append(contentsOf: $0) }
      }
      start = end
    }
    return (text, reader.isCut)
  }

  @Test(arguments: 1...60)
  func `what was written is read, wherever it is cut`(sizes: Int) throws {
    let (text, isCut) = try read(Self.file, in: sizes)
    #expect(text == Self.text)
    #expect(!isCut)
  }

  @Test func `a file without its end is cut`() throws {
    let (text, isCut) = try read(Array(Self.file.dropLast()), in: 7)
    #expect(text == Self.text)
    #expect(isCut)
    #expect(try read([0x1F], in: 1).isCut)
    #expect(try !read([], in: 1).isCut, "an answer without a body has no file")
  }

  @Test(arguments: [
    (10, UInt8(2), StoredGzipError.compressedBlock), (11, 1, .wrongLength), (15, 0, .wrongSum),
  ])
  func `what is wrong is noticed`(offset: Int, byte: UInt8, error: StoredGzipError) {
    var file = Self.file
    file[offset] = byte
    #expect(throws: error) { try read(file, in: 5) }
  }

  @Test func `eleven bytes tell whether a file can be read`() {
    func canRead(_ bytes: [UInt8]) -> Bool {
      bytes.withUnsafeBufferPointer { StoredGzipReader.canRead($0) }
    }
    #expect(canRead(Array(Self.file[..<11])))
    #expect(!canRead(Array(Self.file[..<10])))
    // The first bytes that zlib writes at its usual level: a block with fixed codes.
    #expect(!canRead([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B]))
  }
}
