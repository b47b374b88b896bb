import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct NginxErrorTests {
  private func answer(
    _ code: Int, _ profile: EdgeProfile = .nginx122, fields: HTTPFields = [:]
  ) -> HTTPAnswer {
    let visit = EdgeVisit(ray: EdgeRay(0, "FRA"), host: "app.example", fields: fields)
    return EdgeRules(profile).errorAnswer(code, to: visit, at: WallTime(nanoseconds: 0))
  }

  @Test(arguments: [
    (502, 157), (504, 167), (413, 183), (414, 177), (400, 157), (494, 233), (501, 165), (505, 187),
    (405, 157), (404, 153),
  ])
  func `the pages of nginx 1.22.1 are as long as its own`(code: Int, length: Int) {
    let page = answer(code)
    #expect(page.status == (code == 494 ? 400 : code))
    #expect(page.body.count == length)
    #expect(page.fields["content-type"] == "text/html")
    #expect(page.fields["access-control-allow-origin"] == nil)
  }

  @Test func `Chrome gets 402 bytes of padding`() {
    let fields: HTTPFields = ["User-Agent": "Mozilla/5.0 Chrome/140.0"]
    #expect(answer(504, fields: fields).body.count == 167 + 402)
  }

  @Test(arguments: [(400, true), (413, true), (414, true), (500, true), (502, false), (504, false)])
  func `some end the connection`(code: Int, ends: Bool) {
    #expect((answer(code).fields["connection"] == "close") == ends)
  }

  @Test(arguments: [
    (502, 503, "service_unavailable"), (504, 503, "service_unavailable"),
    (413, 413, "body_too_large"), (414, 400, "bad_request"), (494, 400, "bad_request"),
    (400, 400, "bad_request"), (503, 503, "service_unavailable"),
  ])
  func `the shipped rules answer JSON that the page may read`(
    code: Int, status: Int, error: String
  ) throws {
    let fields: HTTPFields = ["Origin": "https://bmm.example", "X-Request-Id": "r1"]
    let made = answer(code, .nginxShipped, fields: fields)
    #expect(made.status == status)
    #expect(try JSONValue.parse(made.body)["error"]?.stringValue == error)
    #expect(made.fields["access-control-allow-origin"] == "https://bmm.example")
    #expect(made.fields["x-request-id"] == "r1")
    let foreign = answer(code, .nginxShipped, fields: ["Origin": "https://evil.example"])
    #expect(foreign.fields["access-control-allow-origin"] == nil)
  }

  @Test(arguments: [404, 405, 501, 505])
  func `what no rule names keeps nginx's own page`(code: Int) {
    let made = answer(code, .nginxShipped, fields: ["Origin": "https://bmm.example"])
    #expect(made.status == code)
    #expect(made.fields["content-type"] == "text/html")
    #expect(made.fields["access-control-allow-origin"] == nil)
  }

  @Test(arguments: [
    (EdgeCause.refused, 502), (.unreachable, 502), (.closedBeforeHead, 502), (.malformed, 502),
    (.originCut, 502), (.connectTimeout, 504), (.readTimeout, 504), (.writeTimeout, 504),
    (.bodyTooLong, 413), (.requestRefused(431), 400), (.requestRefused(414), 414),
    (.exhausted, 500), (.headTooLong, 494), (.rateLimited, 503), (.lineRefused(400), 400),
  ])
  func `an origin that fails is a 502, and one that is slow a 504`(cause: EdgeCause, code: Int) {
    #expect(EdgeProduct.nginx("1.22.1").errorCode(for: cause) == code)
  }
}
