/// What to do about the end of a connection.
package enum WebSocketClosingAction: Sendable, Equatable {
  /// Nothing more than what was asked for before.
  case nothing
  /// Write this frame as the last one, then go on.
  case send(WebSocketClose, then: WebSocketClosingStep)
  /// Go on without writing.
  case proceed(WebSocketClosingStep)
}
