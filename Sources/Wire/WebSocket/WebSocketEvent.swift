/// What came in; the bytes are borrowed, valid only during the call that hands them out.
package enum WebSocketEvent {
  /// A whole message of UTF-8.
  case text(ByteView)
  /// A whole message of any bytes.
  case binary(ByteView)
  /// To be answered with a pong of the same payload, unless a close was received.
  case ping(ByteView)
  /// An answer to a ping, or a sign of life.
  case pong(ByteView)
  /// The peer's last frame; whatever comes behind it is dropped.
  case close(WebSocketClose)
}
