import Testing
import Wire

/// Hosts are checked where a request's head is read.
@Suite struct HTTPHostTests {
  private func host(_ text: String) throws -> String? {
    var parser = HTTPHeadParser()
    return try Array("GET / HTTP/1.1\r\nHost:\(text)\r\n\r\n".utf8).withUnsafeBufferPointer {
      try parser.request(in: $0)?.head.fields["Host"]
    }
  }

  @Test(
    arguments: [
      "a", "a.example:80", "127.0.0.1:65535", "[::1]", "[2001:DB8::1.2.3.4]:0", "_x.a-b~c",
      "a:",  // The grammar allows an empty port.
      "a%20b", "a'b(c)",  // So it does with these.
    ])
  func `a name or address with a port or without one is a host`(text: String) throws {
    #expect(try host(" \(text)\t") == text)
  }

  @Test(
    arguments: [
      "", ":80", "a b", "a,b", "a, b",  // Nothing, no name, lists.
      "a/b", "a?b", "a#b", "me@a", "a\\b", "http://a",  // Parts of a URL.
      "a:b", "a:-1", "a:+80", "a:8 0", "a:80:90", "a:65536", "a:٨",  // No port numbers.
      "::1", "[::1", "[]", "[]:80", "[[::1]", "[]x", "[::1]x", "[::1]80", "[g::]",
      "[fe80::1%25eth0]", "a[::1]",
      "a<b", "a\"b", "a`b", "a{b}", "a|b", "a^b", "é.example",
    ])
  func `anything else is refused`(text: String) {
    #expect(throws: HTTPParsingError.malformedHost) { try host(text) }
  }
}
