import HTTP
import Testing
import Wire

@testable import EdgeSim

@Suite struct PassedFieldsTests {
  private let visit = EdgeVisit(
    ray: EdgeRay(0x0123_4567_89AB_CDEF, "FRA"), host: "app.example", clientHost: "203.0.113.9")

  @Test func `a pass-through hop adds the sender's address and nothing else`() {
    let fields: HTTPFields = [
      "Host": "app.example", "CDN-Loop": "cloudflare", "CF-Connecting-IP": "198.51.100.7",
      "X-Forwarded-For": "198.51.100.7", "X-Real-IP": "198.51.100.7", "Connection": "close, x-a",
      "X-A": "1", "Accept-Encoding": "zstd",
    ]
    let head = HTTPRequestHead(method: "GET", target: "/a?b", fields: fields)
    let request = PassedFields.request(head, body: [], for: visit)
    var expected: HTTPFields = [
      "Host": "app.example", "CDN-Loop": "cloudflare", "CF-Connecting-IP": "198.51.100.7",
      "X-Real-IP": "198.51.100.7", "Accept-Encoding": "zstd",
    ]
    expected.set("X-Forwarded-For", "198.51.100.7, 203.0.113.9")
    let names = Set(expected.map { "\($0)".lowercased() })
    #expect(Set(request.fields.map { "\($0)".lowercased() }) == names)
    #expect(request.target == "/a?b")
  }

  @Test func `its answers are those of the origin`() {
    let rules = EdgeRules(.passThrough)
    var head = HTTPResponseHead(
      status: 502, fields: ["X-Accel-Buffering": "no", "Server": "x", "Keep-Alive": "timeout=5"])
    rules.rewrite(&head, for: visit) { preconditionFailure("no date is added") }
    #expect(head.fields["x-accel-buffering"] == "no")
    #expect(head.fields["server"] == "x")
    #expect(!head.fields.has("keep-alive") && !head.fields.has("cf-ray"))
    #expect(head.status == 502)
  }
}
