/// Bounds of WebSocket connections.
package enum WebSocketLimits {
  /// The bytes of one message, over all its fragments, before it is refused: as for HTTP bodies.
  package static let messageBytes = 1024 * 1024
  /// The payload of a control frame, in bytes (RFC 6455 §5.5).
  package static let controlBytes = 125
  /// The reason of a close frame, in bytes: a control frame less the two bytes of its code.
  package static let reasonBytes = controlBytes - 2
  /// The bytes of the key in a handshake, before base64 (RFC 6455 §4.1).
  package static let keyBytes = 16
  /// The only version there is (RFC 6455 §4.1).
  package static let version = 13
}
