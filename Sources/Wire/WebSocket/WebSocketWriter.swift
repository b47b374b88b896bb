/// Writes frames (RFC 6455 §5). A client gives a fresh mask key for each, a server gives none.
package enum WebSocketWriter {
  /// Appends a whole message of text.
  package static func text(_ text: String, mask: WebSocketMaskKey?, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { frame(.text, $0, mask: mask, into: &bytes) }
  }

  /// Appends a whole message of any bytes.
  package static func binary(
    _ payload: ByteView, mask: WebSocketMaskKey?, into bytes: inout [UInt8]
  ) {
    frame(.binary, payload, mask: mask, into: &bytes)
  }

  /// Appends a ping; its payload of at most 125 bytes comes back in the pong.
  package static func ping(
    _ payload: ByteView, mask: WebSocketMaskKey?, into bytes: inout [UInt8]
  ) {
    frame(.ping, payload, mask: mask, into: &bytes)
  }

  /// Appends a pong with the payload of the ping it answers.
  package static func pong(
    _ payload: ByteView, mask: WebSocketMaskKey?, into bytes: inout [UInt8]
  ) {
    frame(.pong, payload, mask: mask, into: &bytes)
  }

  /// Appends a close; nothing may be written behind it.
  package static func close(
    _ close: WebSocketClose, mask: WebSocketMaskKey?, into bytes: inout [UInt8]
  ) {
    close.payload.withUnsafeBufferPointer { frame(.close, $0, mask: mask, into: &bytes) }
  }

  /// Appends one frame, so that a message can be sent in fragments; only the last one is final.
  package static func frame(
    _ opcode: WebSocketOpcode, isFinal: Bool = true, _ payload: ByteView,
    mask: WebSocketMaskKey?, into bytes: inout [UInt8]
  ) {
    if opcode.isControl {
      precondition(isFinal, "control frames have no fragments")
      precondition(
        payload.count <= WebSocketLimits.controlBytes, "a control frame has at most 125 bytes")
    }
    bytes.append((isFinal ? 0x80 : 0) | opcode.rawValue)
    writeLength(payload.count, maskBit: mask == nil ? 0 : 0x80, into: &bytes)
    guard let mask else { return bytes.append(contentsOf: payload) }
    bytes.append(contentsOf: mask.bytes)
    mask.append(payload, phase: 0, to: &bytes)
  }

  /// The shortest of the three forms.
  private static func writeLength(_ count: Int, maskBit: UInt8, into bytes: inout [UInt8]) {
    let extended: Int
    switch count {
    case ...125:
      bytes.append(maskBit | UInt8(count))
      extended = 0
    case ...0xFFFF:
      bytes.append(maskBit | 126)
      extended = 2
    default:
      bytes.append(maskBit | 127)
      extended = 8
    }
    for place in (0..<extended).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: count >> (8 * place)))
    }
  }
}
