import Testing
import Wire

@Suite struct HTTPStatusTests {
  @Test(
    arguments: [
      (200, "OK"),
      (413, "Content Too Large"),
      (431, "Request Header Fields Too Large"),
      (499, "Client Closed Request"),  // nginx
      (524, "A Timeout Occurred"),  // Cloudflare
      (529, "Overloaded"),  // Anthropic
      (599, ""),  // Unknown codes have no reason.
    ] as [(Int, String)])
  func `a status has its phrase`(status: Int, expected: String) {
    #expect(HTTPStatus.reason(for: status) == expected)
  }
}
