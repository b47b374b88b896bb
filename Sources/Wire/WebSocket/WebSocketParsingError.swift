/// Why bytes were refused as WebSocket frames; the connection is to be failed (RFC 6455 §7.1.7).
package enum WebSocketParsingError: Error, Sendable, Equatable {
  /// Bits are set that only extensions may set, and none was agreed upon.
  case reservedBits(byte: UInt8)
  /// An opcode nobody has defined.
  case unknownOpcode(UInt8)
  /// A control frame that says more of it will follow.
  case fragmentedControl(WebSocketOpcode)
  /// A control frame with a longer payload than 125 bytes.
  case controlTooLong(WebSocketOpcode)
  /// A client's frame without a mask.
  case missingMask
  /// A server's frame with a mask.
  case unexpectedMask
  /// A continuation where no message has begun.
  case unexpectedContinuation
  /// A new message before the last fragment of another.
  case interruptedMessage(by: WebSocketOpcode)
  /// A length in more bytes than it needs.
  case lengthNotMinimal(byteCount: Int)
  /// A length of 2 to the 63rd or more, which RFC 6455 §5.2 rules out.
  case lengthOutOfRange
  /// A message longer than the limit; the count is what its frames so far declare.
  case messageTooLong(byteCount: Int, limit: Int)
  /// A close frame with half a code.
  case closeOfOneByte
  /// A code that must not stand in a close frame.
  case invalidCloseCode(UInt16)
  /// Bytes of a text or a reason that are not UTF-8; the offset counts in the whole of it.
  case invalidText(offset: Int)
}

extension WebSocketParsingError {
  /// What to tell the peer before the connection ends.
  package var closeCode: WebSocketCloseCode {
    switch self {
    case .messageTooLong: .messageTooBig
    case .invalidText: .invalidPayload
    default: .protocolError
    }
  }
}

extension WebSocketParsingError: CustomStringConvertible {
  /// What was wrong, with its numbers, and what the sender should do; short enough for a reason.
  package var description: String {
    switch self {
    case .reservedBits(let byte): "reserved bits in \(ASCII.name(of: byte)); use no extensions"
    case .unknownOpcode(let opcode): "opcode \(opcode); send 0, 1, 2, 8, 9 or 10"
    case .fragmentedControl(let opcode): "\(opcode) in fragments; send it whole"
    case .controlTooLong(let opcode):
      "\(opcode) too long; send at most \(WebSocketLimits.controlBytes) bytes"
    case .missingMask: "frame without mask; a client must mask"
    case .unexpectedMask: "frame with mask; a server must not mask"
    case .unexpectedContinuation: "continuation of nothing; begin with text or binary"
    case .interruptedMessage(let opcode):
      "\(opcode) inside of a message; send its last fragment first"
    case .lengthNotMinimal(let count): "length \(count) in too many bytes; send the shortest form"
    case .lengthOutOfRange: "length of 2^63 or more; send less"
    case .messageTooLong(let count, let limit):
      "message of \(count) bytes or more; send at most \(limit) bytes"
    case .closeOfOneByte: "close with one byte; send a code of two, or nothing"
    case .invalidCloseCode(let code): "close code \(code); send an assigned one"
    case .invalidText(let offset): "no UTF-8 at byte \(offset); send binary"
    }
  }
}
