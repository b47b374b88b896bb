import Testing
import Wire

@Suite struct SSEWriterTests {
  private func read(_ bytes: [UInt8]) throws -> [SSEEvent] {
    var parser = SSEParser()
    var events: [SSEEvent] = []
    try bytes.withUnsafeBufferPointer { try parser.feed($0) { events.append($0.event) } }
    #expect(!parser.hasPartialEvent)
    return events
  }

  @Test(
    arguments: [
      ("delta", "{}", "event: delta\ndata: {}\n\n"),
      ("", "{}", "data: {}\n\n"),  // Without a type: an event of type "message".
      ("x", "", "event: x\ndata: \n\n"),
      ("x", "a\nb", "event: x\ndata: a\ndata: b\n\n"),
      ("x", "a\r\nb\rc", "event: x\ndata: a\ndata: b\ndata: c\n\n"),
      ("x", "a\n", "event: x\ndata: a\ndata: \n\n"),
      ("x", "\n\r", "event: x\ndata: \ndata: \ndata: \n\n"),
      ("x", " a", "event: x\ndata:  a\n\n"),  // The reader removes one space only.
    ] as [(String, String, String)])
  func `each line of data gets a line of its own`(type: String, data: String, expected: String) {
    var bytes: [UInt8] = []
    SSEWriter.event(type, data: data, into: &bytes)

    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test func `comments, ids and waits have their own lines`() throws {
    var bytes: [UInt8] = []
    SSEWriter.comment("ping", into: &bytes)
    SSEWriter.retry(milliseconds: 3000, into: &bytes)
    SSEWriter.id("7", into: &bytes)
    SSEWriter.event("x", data: Array("a".utf8), into: &bytes)

    #expect(
      String(decoding: bytes, as: UTF8.self)
        == ": ping\n\nretry: 3000\n\nid: 7\nevent: x\ndata: a\n\n")
    #expect(try read(bytes) == [SSEEvent(type: "x", data: "a")])
  }

  @Test(arguments: 0..<200)
  func `a written event reads back with its line ends as LF`(seed: Int) throws {
    var random = TinyRandom(seed: seed)
    let pieces = ["a", " ", ":", "\n", "\r", "é", "data: ", "\u{2028}", "\u{FEFF}"]
    let data = (0..<random.below(12)).map { _ in random.pick(pieces) }.joined()
    let type = random.pick(["", "x", "a b"])

    var bytes: [UInt8] = []
    SSEWriter.event(type, data: data, into: &bytes)

    var lines = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in data.unicodeScalars {
      if scalar == "\n" && previous == "\r" { lines.removeLast() }
      lines.append(scalar == "\r" ? "\n" : scalar)
      previous = scalar
    }
    let readType = type.isEmpty ? "message" : type
    #expect(try read(bytes) == [SSEEvent(type: readType, data: String(lines))])
  }

  @Test func `a type of two lines stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var bytes: [UInt8] = []
      SSEWriter.event("a\ndata: b", data: "c", into: &bytes)
    }
  }
}
