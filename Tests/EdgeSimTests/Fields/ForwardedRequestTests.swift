import HTTP
import Testing
import Wire

@testable import EdgeSim

@Suite struct ForwardedRequestTests {
  private let visit = EdgeVisit(
    ray: EdgeRay(0x0123_4567_89AB_CDEF, "FRA"), host: "app.example", clientHost: "203.0.113.9")

  private func forwarded(
    _ fields: HTTPFields, _ method: String = "GET", _ target: String = "/"
  ) -> HTTPRequest {
    ForwardedRequest.request(
      HTTPRequestHead(method: method, target: target, fields: fields), body: [], for: visit)
  }

  @Test(
    arguments: [
      ([:], "CF-Connecting-IP", ["203.0.113.9"], "the client's address"),
      (
        ["cf-connecting-ip": "10.0.0.1", "CF-Connecting-IP": "10.0.0.2"], "CF-Connecting-IP",
        ["203.0.113.9"], "made-up addresses are overwritten"
      ),
      ([:], "X-Forwarded-For", ["203.0.113.9"], "absent: the client alone"),
      (
        ["X-Forwarded-For": "10.0.0.1"], "X-Forwarded-For", ["10.0.0.1,203.0.113.9"],
        "present: appended with a comma and no space"
      ),
      (
        ["X-Forwarded-For": "10.0.0.1, 10.0.0.2", "x-forwarded-for": "10.0.0.3"],
        "X-Forwarded-For", ["10.0.0.1, 10.0.0.2,10.0.0.3,203.0.113.9"], "lines are joined in order"
      ),
      (["X-Forwarded-Proto": "http"], "X-Forwarded-Proto", ["https"], "overwritten"),
      (["CF-Ray": "ffff"], "CF-Ray", ["0123456789abcdef-FRA"], "the edge's own ray"),
      ([:], "CF-Visitor", [#"{"scheme":"https"}"#], "the scheme as JSON"),
      (["CF-IPCountry": "DE"], "CF-IPCountry", ["XX"], "the country is not known"),
      ([:], "CDN-Loop", ["cloudflare"], "the edge's mark"),
      (["CDN-Loop": "fastly"], "CDN-Loop", ["fastly, cloudflare"], "behind another network"),
      (["Accept-Encoding": "zstd"], "Accept-Encoding", ["br, gzip"], "always rewritten"),
      (["Connection": "close"], "Connection", ["Keep-Alive"], "always the same"),
      (["X-Real-IP": "10.0.0.1"], "X-Real-IP", [], "stripped"),
      (["Expect": "100-continue"], "Expect", [], "the body is here already"),
      (["Content-Length": "3"], "Content-Length", [], "added again by who sends it"),
      (["Upgrade": "h2c", "Connection": "upgrade"], "Upgrade", [], "hop by hop"),
      (["Connection": "X-Secret", "X-Secret": "1"], "X-Secret", [], "nominated"),
      (["Host": "app.example:8443"], "Host", ["app.example:8443"], "kept"),
      (["Authorization": "Bearer x"], "Authorization", ["Bearer x"], "kept"),
      (["Accept": "text/event-stream"], "Accept", ["text/event-stream"], "kept"),
      (["Origin": "https://app.example"], "Origin", ["https://app.example"], "kept"),
    ] as [(HTTPFields, String, [String], String)])
  func `each field has its rule`(
    fields: HTTPFields, name: String, expected: [String], reason: String
  ) {
    #expect(forwarded(fields).fields.values(of: name) == expected, "\(reason)")
  }

  @Test(arguments: [
    ("GET", "/a?b=c", "/a?b=c"), ("GET", "http://app.example/a?b=c", "/a?b=c"),
    ("GET", "http://app.example", "/"), ("OPTIONS", "*", "*"),
  ])
  func `the origin is asked for a path`(method: String, target: String, expected: String) {
    let request = forwarded([:], method, target)
    #expect(request.target == expected)
    #expect(request.method == method)
  }

  @Test(
    arguments: [
      ("GET", [:], nil), ("CONNECT", [:], .requestRefused(400)),
      ("GET", ["CDN-Loop": "cloudflare"], .loop),
      ("GET", ["CDN-Loop": "a, CloudFlare; loops=2"], .loop),
      ("GET", ["CDN-Loop": "a", "cdn-loop": "cloudflare"], .loop),
      ("GET", ["CDN-Loop": "cloudflare-like"], nil),
    ] as [(String, HTTPFields, EdgeCause?)])
  func `a loop and a tunnel are refused`(
    method: String, fields: HTTPFields, expected: EdgeCause?
  ) {
    let head = HTTPRequestHead(method: method, target: "/", fields: fields)
    #expect(EdgeRules(.cloudflare2026).refusal(of: head) == expected)
  }
}
