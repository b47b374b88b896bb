import Testing
import Wire

@Suite struct HTTPChunkTests {
  @Test func `a chunk has its size in hexadecimal`() {
    var bytes: [UInt8] = []
    HTTPChunk.write(Array(repeating: UInt8(ascii: "a"), count: 26), into: &bytes)

    #expect(
      String(decoding: bytes, as: UTF8.self) == "1a\r\n\(String(repeating: "a", count: 26))\r\n")
  }

  @Test func `an empty payload is not written, as it would end the body`() {
    var bytes: [UInt8] = []
    HTTPChunk.write([], into: &bytes)

    #expect(bytes.isEmpty)
  }
}
