import Testing

@testable import Service

@Suite struct SMTPReplyTests {
  private func read(_ text: String) -> SMTPReply.Reading {
    Array(text.utf8).withUnsafeBufferPointer { SMTPReply.read($0) }
  }

  @Test(arguments: [
    ("220 relay\r\n", 220, 11),  // One line.
    ("250\r\n", 250, 5),  // Nothing behind the status.
    ("250 ok\n", 250, 7),  // A relay that ends lines as Unix does.
    ("250-relay\r\n250-SIZE\r\n250 8BITMIME\r\n", 250, 35),  // Several lines.
    ("354 go\r\n250 more", 354, 8),  // What follows is the next reply's.
  ])
  func `a whole reply has a status and a length`(text: String, status: Int, byteCount: Int) {
    #expect(read(text) == .whole(status: status, byteCount: byteCount))
  }

  @Test(arguments: ["", "2", "250 ok", "250-relay\r\n", "250-relay\r\n250-SIZE"])
  func `the beginning of a reply waits for its rest`(text: String) {
    #expect(read(text) == .partial)
  }

  @Test(arguments: [
    "\r\n", "25\n", "HTTP/1.1 400 Bad Request\r\n", "250-a\r\nwhat\r\n", "2x0 a\r\n",
  ])
  func `anything else is no reply`(text: String) {
    #expect(read(text) == .malformed)
  }

  @Test func `a reply without end is no reply`() {
    #expect(read(String(repeating: "250-a\r\n", count: 2000)) == .malformed)
    #expect(read(String(repeating: "2", count: 10_000)) == .malformed)
  }
}
