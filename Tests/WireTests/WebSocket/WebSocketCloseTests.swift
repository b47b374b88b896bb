import Testing
import Wire

@Suite struct WebSocketCloseTests {
  @Test func `a reason may fill its frame`() {
    let close = WebSocketClose(.internalError, reason: String(repeating: "r", count: 123))
    var bytes: [UInt8] = []
    WebSocketWriter.close(close, mask: nil, into: &bytes)

    #expect(bytes.count == 127)
    #expect(WebSocketReading([bytes[...]], .client, limit: 10).events == [.close(close)])
  }

  @Test func `a longer reason, or a code that is only reported, stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = WebSocketClose(.normal, reason: String(repeating: "r", count: 124))
    }
    await #expect(processExitsWith: .failure) {
      _ = WebSocketClose(.abnormal)
    }
  }
}
