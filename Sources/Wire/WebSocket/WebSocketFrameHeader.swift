/// What stands before the payload of a frame, once it has been checked.
struct WebSocketFrameHeader {
  let opcode: WebSocketOpcode
  /// Whether the message, or the control frame, ends with this frame.
  let isFinal: Bool
  let length: Int
  let mask: WebSocketMaskKey?
}
