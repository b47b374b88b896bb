import Testing
import Wire

@Suite struct HTTPRequestHeadTests {
  @Test(
    arguments: [
      ("/", "/", nil),
      ("/a/b", "/a/b", nil),
      ("/a?x=1", "/a", "x=1"),
      ("/a?", "/a", ""),  // An empty query is not a missing one.
      ("/a?x=/b?c", "/a", "x=/b?c"),  // Only the first mark counts.
      ("/%3Fa", "/%3Fa", nil),  // Nothing is decoded.
      ("/a?to=http://b/c", "/a", "to=http://b/c"),
      ("*", "*", nil),
      ("http://example.com/a?x", "/a", "x"),  // The absolute form, RFC 9112 §3.2.2.
      ("http://example.com", "/", nil),
      ("http://example.com?x", "/", "x"),
    ] as [(String, String, String?)])
  func `a target is parted at its first question mark`(
    target: String, path: String, query: String?
  ) {
    let head = HTTPRequestHead(method: "GET", target: target)

    #expect(head.path == path)
    #expect(head.query == query)
  }

  @Test(
    arguments: [
      (.http11, [:], true),
      (.http11, ["Connection": "close"], false),
      (.http11, ["Connection": "upgrade, Close"], false),
      (.http11, ["Connection": "keep-alive"], true),
      (.http10, [:], false),  // The old version must ask for it.
      (.http10, ["Connection": "Keep-Alive"], true),
      (.http10, ["Connection": "keep-alive, close"], false),  // Close wins.
    ] as [(HTTPVersion, HTTPFields, Bool)])
  func `version and fields decide whether the connection stays`(
    version: HTTPVersion, fields: HTTPFields, expected: Bool
  ) {
    let request = HTTPRequestHead(
      method: "GET", target: "/", version: version, fields: fields)
    let response = HTTPResponseHead(
      status: 200, reason: "OK", version: version, fields: fields)

    #expect(request.keepsAlive == expected)
    #expect(response.keepsAlive == expected)
  }
}
