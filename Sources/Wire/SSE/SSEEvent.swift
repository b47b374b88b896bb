/// One event of a stream, with its own copy of the text.
package struct SSEEvent: Sendable, Equatable {
  /// The event's type; "message" when the stream names none.
  package let type: String
  /// The data lines, joined by LF.
  package let data: String

  /// Makes an event.
  package init(type: String = "message", data: String) {
    self.type = type
    self.data = data
  }
}
