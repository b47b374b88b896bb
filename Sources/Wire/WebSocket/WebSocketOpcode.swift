/// What a frame is (RFC 6455 §5.2, §11.8).
package enum WebSocketOpcode: UInt8, Sendable, Equatable {
  /// More of the message that an earlier frame began.
  case continuation = 0x0
  /// A message of UTF-8, or its beginning.
  case text = 0x1
  /// A message of any bytes, or its beginning.
  case binary = 0x2
  /// The last frame of its sender.
  case close = 0x8
  /// To be answered with a pong of the same payload.
  case ping = 0x9
  /// An answer to a ping, or a sign of life.
  case pong = 0xA

  /// Whether the frame is about the connection: short, whole, and allowed between fragments.
  package var isControl: Bool { rawValue & 0x8 != 0 }
}
