import Testing
import Wire

@Suite struct WebSocketWriterTests {
  /// The key of the example in RFC 6455 §5.7.
  static let key = WebSocketMaskKey(0x37FA_213D)

  @Test func `the examples of RFC 6455 §5_7`() {
    var plain: [UInt8] = []
    WebSocketWriter.text("Hello", mask: nil, into: &plain)
    var masked: [UInt8] = []
    WebSocketWriter.text("Hello", mask: Self.key, into: &masked)

    #expect(plain == [0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
    #expect(masked == [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58])
  }

  @Test(
    arguments: [
      (0, [0x82, 0x00]), (125, [0x82, 0x7D]), (126, [0x82, 0x7E, 0x00, 0x7E]),
      (65_535, [0x82, 0x7E, 0xFF, 0xFF]),
      (65_536, [0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0]),
    ] as [(Int, [UInt8])])
  func `a length has its shortest form`(count: Int, expected: [UInt8]) {
    let payload = [UInt8](repeating: 1, count: count)
    var bytes: [UInt8] = []
    payload.withUnsafeBufferPointer { WebSocketWriter.binary($0, mask: nil, into: &bytes) }

    #expect(bytes == expected + payload)
  }

  @Test func `each kind has its opcode, and fragments have no final bit but the last`() {
    var bytes: [UInt8] = []
    Array("a".utf8).withUnsafeBufferPointer { view in
      WebSocketWriter.ping(view, mask: nil, into: &bytes)
      WebSocketWriter.pong(view, mask: nil, into: &bytes)
      WebSocketWriter.frame(.text, isFinal: false, view, mask: nil, into: &bytes)
      WebSocketWriter.frame(.continuation, view, mask: nil, into: &bytes)
    }
    WebSocketWriter.close(WebSocketClose(.normal, reason: "b"), mask: nil, into: &bytes)
    WebSocketWriter.close(.withoutCode, mask: nil, into: &bytes)

    #expect(
      bytes == [
        0x89, 1, 0x61, 0x8A, 1, 0x61, 0x01, 1, 0x61, 0x80, 1, 0x61, 0x88, 3, 0x03, 0xE8, 0x62,
        0x88, 0,
      ])
  }

  /// The key is mixed in eight bytes at a time, so each length and each cut of a payload is tried.
  @Test(arguments: 0..<40)
  func `a mask is mixed in byte for byte, at any length and cut`(count: Int) throws {
    let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
    var bytes: [UInt8] = []
    payload.withUnsafeBufferPointer { WebSocketWriter.binary($0, mask: Self.key, into: &bytes) }

    #expect(Array(bytes[2..<6]) == key)
    #expect(Array(bytes[6...]) == payload.indices.map { payload[$0] ^ key[$0 % 4] })
    for cut in 0...bytes.count {
      let reading = WebSocketReading([bytes[..<cut], bytes[cut...]], .server, limit: 100)
      #expect(reading.events == [.binary(payload)])
    }
  }

  @Test func `a control frame that is too long or in fragments stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var bytes: [UInt8] = []
      [UInt8](repeating: 0, count: 126).withUnsafeBufferPointer {
        WebSocketWriter.ping($0, mask: nil, into: &bytes)
      }
    }
    await #expect(processExitsWith: .failure) {
      var bytes: [UInt8] = []
      let nothing = ByteView(start: nil, count: 0)
      WebSocketWriter.frame(.pong, isFinal: false, nothing, mask: nil, into: &bytes)
    }
  }
}
