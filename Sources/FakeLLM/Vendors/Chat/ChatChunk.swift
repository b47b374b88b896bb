import Wire

/// The chunk of a chat completion that is streamed, around what differs from chunk to chunk.
struct ChatChunk {
  /// A chunk whose only variable part is inside a string.
  struct Frame {
    private let opening: [UInt8]
    private let closing: [UInt8]

    fileprivate init(_ opening: [UInt8], _ closing: [UInt8]) {
      self.opening = opening
      self.closing = closing
    }

    /// Writes the chunk around that content; runs for every few tokens and does not allocate.
    func write(_ content: ByteView, into buffer: inout ByteBuffer) {
      buffer.append(opening)
      JSONWriter.escape(content, into: &buffer)
      buffer.append(closing)
    }
  }

  private let opening: [UInt8]
  private let closing: [UInt8]

  /// A chunk with those members before its choices, and those texts around the `delta` in them.
  init(_ members: JSONValue, choice: String, behind: String) {
    var bytes = Array("data: ".utf8)
    members.write(into: &bytes)
    // The object goes on behind these members.
    bytes.removeLast()
    opening = bytes + Array(",\"choices\":[{\(choice)\"delta\":".utf8)
    closing = Array("\(behind)\n\n".utf8)
  }

  /// The chunks whose delta is that text around a string's content.
  func frame(_ before: String, _ behind: String) -> Frame {
    Frame(opening + Array(before.utf8), Array(behind.utf8) + closing)
  }

  /// Writes a chunk with that delta.
  func write(_ delta: JSONValue, into bytes: inout [UInt8]) {
    bytes += opening
    delta.write(into: &bytes)
    bytes += closing
  }

  /// Writes an event without a name.
  static func write(data: JSONValue, into bytes: inout [UInt8]) {
    SSEWriter.event("", data: data.jsonString(pretty: false), into: &bytes)
  }

  /// Writes what says that nothing follows.
  static func writeDone(into bytes: inout [UInt8]) {
    SSEWriter.event("", data: "[DONE]", into: &bytes)
  }
}
