import Testing
import Wire

@Suite struct WebSocketCloseCodeTests {
  @Test(
    arguments: [
      (0, false), (999, false),
      (1000, true), (1003, true),
      (1004, false),  // Reserved.
      (1005, false), (1006, false),  // Only reported.
      (1007, true), (1011, true),
      (1012, true), (1013, true), (1014, true),  // Registered after RFC 6455.
      (1015, false),  // Only reported: a failed TLS handshake.
      (1016, false), (1100, false), (2000, false), (2999, false),  // For later versions.
      (3000, true), (3999, true), (4000, true), (4999, true),  // Libraries and applications.
      (5000, false), (65535, false),
    ] as [(UInt16, Bool)])
  func `only assigned codes may stand in a frame`(number: UInt16, expected: Bool) {
    #expect((WebSocketCloseCode(number) != nil) == expected)
    let bytes = [0x88, 2, UInt8(number >> 8), UInt8(number & 0xFF)]
    let reading = WebSocketReading([bytes[...]], .client, limit: 10)
    #expect((reading.failure == nil) == expected)
    #expect(expected || reading.failure == .invalidCloseCode(number))
  }

  @Test func `the reported codes are no codes of a frame`() {
    #expect(!WebSocketCloseCode.noStatus.isOnWire)
    #expect(!WebSocketCloseCode.abnormal.isOnWire)
    #expect(WebSocketCloseCode.goingAway.isOnWire)
  }
}
