/// One event as it lies in the buffers; valid only during the call that hands it out.
package struct SSEFrame {
  /// The type's bytes; empty means "message".
  package let type: ByteView
  /// The data's bytes: the data lines, joined by LF.
  package let data: ByteView

  /// Whether the event has this type; copies nothing.
  package func typeIs(_ literal: StaticString) -> Bool {
    if !type.isEmpty { return type.equals(literal) }
    return ByteView(start: literal.utf8Start, count: literal.utf8CodeUnitCount).equals("message")
  }

  /// An owned copy; bytes that are not UTF-8 become U+FFFD, as the standard has it.
  package var event: SSEEvent {
    SSEEvent(type: type.isEmpty ? "message" : type.text, data: data.text)
  }
}
