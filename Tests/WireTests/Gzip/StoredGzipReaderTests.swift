import Testing

@testable import Wire

@Suite struct StoredGzipReaderTests {
  private static func file(_ pieces: [String]) -> [UInt8] {
    var gzip = StoredGzip()
    var bytes: [UInt8] = []
    for piece in pieces {
      Array(piece.utf8).withUnsafeBufferPointer { gzip.write($0, into: &bytes) }
    }
    gzip.end(into: &bytes)
    return bytes
  }

  private static func read(_ parts: [[UInt8]]) throws -> String {
    var reader = StoredGzipReader()
    var text: [UInt8] = []
    for part in parts {
      try part.withUnsafeBufferPointer { view in
        try reader.read(view) { text.append(contentsOf: $0) }
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  @Test(arguments: [[], [""], ["abc"], ["a", "", "bc"], [String(repeating: "x", count: 70_000)]])
  func `what was written is read`(pieces: [String]) throws {
    #expect(try Self.read([Self.file(pieces)]) == pieces.joined())
  }

  @Test func `any split reads the same`() throws {
    let file = Self.file(["event: text\n", "data: 1\n\n"])
    for position in 0...file.count {
      let text = try Self.read([Array(file[..<position]), Array(file[position...])])
      #expect(text == "event: text\ndata: 1\n\n")
    }
    #expect(try Self.read(file.map { [$0] }) == "event: text\ndata: 1\n\n")
  }

  @Test func `a piece can be read as soon as it is there`() throws {
    let file = Self.file(["abc"])
    #expect(try Self.read([Array(file[..<17])]) == "ab")
  }

  @Test(
    arguments: [
      (0, 0, .noGzip), (2, 9, .noGzip), (3, 4, .noGzip), (10, 2, .compressed), (11, 9, .noGzip),
      (15, 0x62, .wrongSum), (23, 9, .wrongSum), (27, 9, .wrongSum),
    ] as [(Int, UInt8, StoredGzipError)])
  func `what is not so is refused`(offset: Int, byte: UInt8, error: StoredGzipError) {
    var file = Self.file(["abc"])
    file[offset] = byte
    #expect(throws: error) { try Self.read([file]) }
  }

  @Test func `bytes behind the end are refused`() {
    #expect(throws: StoredGzipError.noGzip) { try Self.read([Self.file(["abc"]) + [0]]) }
  }
}
