/// Which side of a connection one is; it decides who masks and who ends the connection.
package enum WebSocketRole: Sendable, Equatable {
  /// Masks what it sends, and waits for the server to end the connection.
  case client
  /// Sends without masks, and ends the connection once both sides have said close.
  case server
}
