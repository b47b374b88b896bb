/// How to go on once the last frame is written.
package enum WebSocketClosingStep: Sendable, Equatable {
  /// Read on until the peer says close; with a deadline.
  case awaitClose
  /// Wait for the server to end the connection; with a deadline.
  case awaitEnd
  /// End the connection behind the bytes written.
  case endConnection
}
