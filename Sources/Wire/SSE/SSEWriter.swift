/// Writes event streams; every event ends with the blank line without which readers drop it.
package enum SSEWriter {
  /// Appends one event; each line of its data gets a line of its own, as CR and LF end a line.
  package static func event(_ type: String, data: ByteView, into bytes: inout [UInt8]) {
    if !type.utf8.isEmpty { line("event: ", checked(type), into: &bytes) }
    var start = 0
    while true {
      let end = ByteSearch.lineBreak(in: data, from: start)
      bytes.append(literal: "data: ")
      bytes.append(contentsOf: data.part(start..<end))
      bytes.append(ASCII.lineFeed)
      guard end < data.count else { break }
      start = end + lineBreakLength(in: data, at: end)
    }
    bytes.append(ASCII.lineFeed)
  }

  /// Appends one event with a text as its data.
  package static func event(_ type: String, data: String, into bytes: inout [UInt8]) {
    var data = data
    data.withUTF8 { event(type, data: $0, into: &bytes) }
  }

  /// Appends one event with owned bytes as its data.
  package static func event(_ type: String, data: [UInt8], into bytes: inout [UInt8]) {
    data.withUnsafeBufferPointer { event(type, data: $0, into: &bytes) }
  }

  /// Appends a comment of one line and a blank line; readers ignore it, and proxies see traffic.
  package static func comment(_ text: String, into bytes: inout [UInt8]) {
    line(": ", checked(text), into: &bytes)
    bytes.append(ASCII.lineFeed)
  }

  /// Appends an id line, to stand before the event it belongs to.
  package static func id(_ id: String, into bytes: inout [UInt8]) {
    precondition(!id.utf8.contains(0), "readers ignore an id with NUL")
    line("id: ", checked(id), into: &bytes)
  }

  /// Appends the wait before a client connects again, with a blank line.
  package static func retry(milliseconds: Int, into bytes: inout [UInt8]) {
    precondition(milliseconds >= 0, "a wait cannot be negative")
    line("retry: ", String(milliseconds), into: &bytes)
    bytes.append(ASCII.lineFeed)
  }

  private static func line(_ name: StaticString, _ value: String, into bytes: inout [UInt8]) {
    bytes.append(literal: name)
    bytes.append(contentsOf: value.utf8)
    bytes.append(ASCII.lineFeed)
  }

  private static func checked(_ text: String) -> String {
    precondition(
      text.utf8.allSatisfy { $0 != ASCII.lineFeed && $0 != ASCII.carriageReturn },
      "types, ids and comments are one line")
    return text
  }

  private static func lineBreakLength(in data: ByteView, at offset: Int) -> Int {
    let isPair =
      data[offset] == ASCII.carriageReturn && offset + 1 < data.count
      && data[offset + 1] == ASCII.lineFeed
    return isPair ? 2 : 1
  }
}
