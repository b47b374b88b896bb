import Testing
import Wire

/// The forms of a target are checked where a request line is read.
@Suite struct HTTPTargetTests {
  private func parse(_ line: String, host: String? = "a.example") throws -> HTTPRequestHead? {
    let fields = host.map { "Host: \($0)\r\n" } ?? ""
    var parser = HTTPHeadParser()
    return try Array("\(line)\r\n\(fields)\r\n".utf8).withUnsafeBufferPointer {
      try parser.request(in: $0)?.head
    }
  }

  @Test(
    arguments: [
      ("GET", "/"), ("GET", "/a//b/../c"), ("GET", "//b.example/a"),  // A path all the same.
      ("GET", "/?a=http://b.example/"), ("GET", "/a|b^c{d}\"e`<>\\"),  // Browsers send these.
      ("GET", "/%00%0d%0a"),  // Nothing is decoded, so nothing is injected.
      ("OPTIONS", "*"), ("OPTIONS", "/a"),
      ("CONNECT", "b.example:443"), ("CONNECT", "[::1]:443"), ("CONNECT", "127.0.0.1:80"),
      ("get", "/"),  // Methods are case-sensitive; this is one that nobody knows.
    ] as [(String, String)])
  func `a target of its method's form is kept as sent`(method: String, target: String) throws {
    let head = try #require(try parse("\(method) \(target) HTTP/1.1"))

    #expect(head.method == method)
    #expect(head.target == target)
    #expect(head.fields["Host"] == "a.example")
  }

  @Test(
    arguments: [
      ("GET", "*"),  // Only OPTIONS speaks to the server as a whole.
      ("OPTIONS", "**"),
      ("GET", "a"), ("GET", "?a"), ("GET", "a.example:80"),  // No path, and no URL.
      ("GET", "/a#b"), ("GET", "http://b.example/#"),  // Fragments stay with the client.
      ("GET", "http:/b.example/"), ("GET", "http:b"), ("GET", "://b.example/"),
      ("GET", "http://"), ("GET", "http:///a"), ("GET", "http://?a"),  // No host.
      ("GET", "http://me@b.example/"), ("GET", "http://me:pass@b.example/"),  // A user's name.
      ("GET", "http://b.example:x/"), ("GET", "http://b.example:99999/"),
      ("GET", "http://b.example\\@c/"), ("GET", "http://b,c/"), ("GET", "http://[::1/"),
      ("GET", "ftp://b.example/"), ("GET", "file:///etc/passwd"), ("GET", "javascript:alert(1)"),
      ("CONNECT", "/"), ("CONNECT", "*"), ("CONNECT", "http://b.example/"),
      ("CONNECT", "b.example"), ("CONNECT", "b.example:"), ("CONNECT", ":443"),  // Both parts.
      ("CONNECT", "b.example:443/a"), ("connect", "b.example:443"),
    ] as [(String, String)])
  func `any other target is refused`(method: String, target: String) {
    let expected = HTTPParsingError.malformedTarget(offset: method.utf8.count + 1)

    #expect(throws: expected) { try parse("\(method) \(target) HTTP/1.1") }
    #expect(expected.status == 400)
  }

  @Test(
    arguments: [
      ("http://b.example/x?y", "a.example", "b.example"),  // RFC 9112 §3.2.2: Host is ignored.
      ("HTTPS://b.example:8443", "a.example", "b.example:8443"),
      ("http://a.example/", "a.example", "a.example"),
      ("http://[2001:db8::1]:80?x", "a.example", "[2001:db8::1]:80"),
    ] as [(String, String, String)])
  func `the host of a URL takes the place of the field`(
    target: String, host: String, expected: String
  ) throws {
    let head = try #require(try parse("GET \(target) HTTP/1.1", host: host))

    #expect(head.fields == ["Host": expected])
    #expect(head.target == target)
  }

  @Test func `a URL brings its host to version 1.0, but 1.1 needs the field as well`() throws {
    let head = try #require(try parse("GET http://b.example/ HTTP/1.0", host: nil))

    #expect(head.fields == ["Host": "b.example"])
    #expect(throws: HTTPParsingError.missingHost) {
      try parse("GET http://b.example/ HTTP/1.1", host: nil)
    }
    #expect(throws: HTTPParsingError.malformedHost) {
      try parse("GET http://b.example/ HTTP/1.1", host: "me@c")
    }
  }
}
