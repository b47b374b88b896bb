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

  /// RFC 9112 §9.3, with the values of one or two Connection fields.
  @Test(
    arguments: [
      (.http11, [], true),
      (.http11, ["close"], false),
      (.http11, ["keep-alive"], true),
      (.http11, ["keep-alive, close"], false),  // Close wins, wherever it stands.
      (.http11, ["close", "keep-alive"], false),
      (.http11, ["keep-alive", "CLOSE"], false),
      (.http11, ["upgrade, Close"], false),
      (.http11, ["\"close\""], true),  // A quoted text is no option.
      (.http11, ["close;q=1"], true),
      (.http10, [], false),  // The old version must ask for it.
      (.http10, ["close"], false),
      (.http10, ["Keep-Alive"], true),
      (.http10, ["keep-alive, close"], false),
      (.http10, ["close", "keep-alive"], false),
      (.http10, ["upgrade", ",, keep-alive"], true),
      (.http10, ["keep alive"], false),
    ] as [(HTTPVersion, [String], Bool)])
  func `version and fields decide whether the connection stays`(
    version: HTTPVersion, values: [String], expected: Bool
  ) {
    let fields = HTTPFields(values.map { ("connection", $0) })
    let request = HTTPRequestHead(
      method: "GET", target: "/", version: version, fields: fields)
    let response = HTTPResponseHead(
      status: 200, reason: "OK", version: version, fields: fields)

    #expect(request.keepsAlive == expected)
    #expect(response.keepsAlive == expected)
  }

  @Test func `a connection that has switched protocols carries no further response`() {
    #expect(!HTTPResponseHead(status: 101, fields: ["Connection": "Upgrade"]).keepsAlive)
  }

  @Test func `what proxies once invented says nothing about this connection`() {
    let fields: HTTPFields = ["Proxy-Connection": "close", "Keep-Alive": "timeout=0"]

    #expect(HTTPRequestHead(method: "GET", target: "/", fields: fields).keepsAlive)
  }
}
