import Testing
import Wire

@Suite struct HTTPParsingErrorTests {
  /// Every case once: a switch over the cases would not tell when one is forgotten here.
  static let all: [HTTPParsingError] = [
    .headTooLong(byteCount: 7, limit: 5), .targetTooLong(byteCount: 7, limit: 5),
    .tooManyFields(limit: 5), .bodyTooLong(byteCount: 7, limit: 5),
    .malformedRequestLine(offset: 5), .malformedTarget(offset: 5),
    .malformedStatusLine(offset: 5),
    .unsupportedVersion(offset: 5), .bareLineBreak(offset: 5),
    .controlCharacter(byte: 1, offset: 5), .malformedField(offset: 5),
    .spaceBeforeColon(offset: 5), .foldedField(offset: 5), .missingHost,
    .duplicateHost(count: 5), .malformedHost, .conflictingFraming, .malformedContentLength,
    .duplicateContentLength(count: 5), .unsupportedTransferCoding, .transferCodingInHTTP10,
    .malformedChunk(byte: 0x41, offset: 5), .chunkLineTooLong(limit: 5),
    .trailersTooLong(limit: 5), .truncatedBody(missingByteCount: 5),
    .truncatedBody(missingByteCount: nil),
  ]

  @Test(arguments: all)
  func `every error says what is wrong and what to do`(error: HTTPParsingError) {
    #expect(error.description.contains(";"))
    #expect((400...505).contains(error.status))
  }

  @Test func `numbers stand in the text`() {
    #expect(
      HTTPParsingError.bodyTooLong(byteCount: 7, limit: 5).description
        == "body of 7 bytes or more; send at most 5 bytes")
    #expect(
      HTTPParsingError.malformedChunk(byte: 0x0A, offset: 3).description
        == "byte 0x0A at byte 3 of the chunked body; check sizes and line ends")
  }
}
