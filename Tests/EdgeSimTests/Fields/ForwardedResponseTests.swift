import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct ForwardedResponseTests {
  private func forwarded(_ fields: HTTPFields, status: Int = 200) -> HTTPFields {
    let visit = EdgeVisit(
      ray: EdgeRay(0x0123_4567_89AB_CDEF, "FRA"), host: "app.example", clientHost: "203.0.113.9")
    var head = HTTPResponseHead(status: status, fields: fields)
    ForwardedResponse.rewrite(&head, for: visit) { WallTime(seconds: 1_777_593_600) }
    return head.fields
  }

  @Test(
    arguments: [
      ([:], "cf-ray", ["0123456789abcdef-FRA"], "the ray the origin got"),
      ([:], "cf-cache-status", ["DYNAMIC"], "nothing is cached"),
      (["Server": "nginx"], "server", ["cloudflare"], "the origin's software is not named"),
      ([:], "date", ["Fri, 01 May 2026 00:00:00 GMT"], "added if missing"),
      (["Date": "yesterday"], "date", ["yesterday"], "kept if there"),
      (["X-Accel-Buffering": "no"], "x-accel-buffering", [], "an order to nginx"),
      (["x-accel-limit-rate": "1"], "x-accel-limit-rate", [], "an order to nginx"),
      (["Transfer-Encoding": "chunked"], "transfer-encoding", [], "framed anew"),
      (["Connection": "close"], "connection", [], "another connection"),
      (["Content-Length": "5"], "content-length", ["5"], "kept"),
      (["Set-Cookie": "a=1", "set-cookie": "b=2"], "set-cookie", ["a=1", "b=2"], "kept"),
      (
        ["Access-Control-Allow-Origin": "https://a"], "access-control-allow-origin",
        ["https://a"], "kept"
      ),
    ] as [(HTTPFields, String, [String], String)])
  func `each field has its rule`(
    fields: HTTPFields, name: String, expected: [String], reason: String
  ) {
    #expect(forwarded(fields).values(of: name) == expected, "\(reason)")
  }

  @Test func `a status without content announces none`() {
    #expect(forwarded(["Content-Length": "5"], status: 204)["content-length"] == nil)
    #expect(forwarded(["Content-Length": "5"], status: 304)["content-length"] == "5")
  }
}
