import Wire

/// What a parser makes of one direction of a connection.
struct WebSocketReading: Equatable {
  private(set) var events: [OwnedWebSocketEvent] = []
  private(set) var failure: WebSocketParsingError?
  private(set) var isBetweenMessages = true

  /// Reads pieces as they would come in, each in a copy of its own that dies behind the call.
  init(_ pieces: [ArraySlice<UInt8>], _ role: WebSocketRole, limit: Int) {
    var parser = WebSocketParser(role, limit: limit)
    do {
      for piece in pieces {
        try Array(piece).withUnsafeBufferPointer { (view) throws(WebSocketParsingError) in
          try parser.feed(view) { events.append(OwnedWebSocketEvent($0)) }
        }
      }
      isBetweenMessages = parser.isBetweenMessages
    } catch {
      failure = error
    }
  }
}
