import Testing
import Wire

@Suite struct WebSocketParsingErrorTests {
  /// Every case once, with the longest numbers.
  static let all: [WebSocketParsingError] = [
    .reservedBits(byte: 0xF1), .unknownOpcode(15), .fragmentedControl(.close),
    .controlTooLong(.close), .missingMask, .unexpectedMask, .unexpectedContinuation,
    .interruptedMessage(by: .binary), .lengthNotMinimal(byteCount: 65_535), .lengthOutOfRange,
    .messageTooLong(byteCount: .max, limit: .max), .closeOfOneByte, .invalidCloseCode(65_535),
    .invalidText(offset: .max),
  ]

  @Test(arguments: all)
  func `every error says what to do in the room of a close frame`(error: WebSocketParsingError) {
    #expect(error.description.contains("; "))
    #expect(error.description.utf8.count <= WebSocketLimits.reasonBytes)
    #expect(error.closeCode.isOnWire)
  }

  @Test(
    arguments: [
      (.messageTooLong(byteCount: 2, limit: 1), 1009), (.invalidText(offset: 0), 1007),
      (.missingMask, 1002), (.invalidCloseCode(5), 1002),
    ] as [(WebSocketParsingError, UInt16)])
  func `every error implies a code`(error: WebSocketParsingError, expected: UInt16) {
    #expect(error.closeCode.value == expected)
  }
}
