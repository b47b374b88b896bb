import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct EdgeErrorAnswerTests {
  private func answer(
    _ code: Int, accept: [String] = [], clientHost: String = "203.0.113.9",
    as form: EdgeErrorBody? = nil, by profile: EdgeProfile = .cloudflare2026
  ) -> HTTPAnswer {
    let visit = EdgeVisit(
      ray: EdgeRay(0x0123_4567_89AB_CDEF, "FRA"), host: "app.example", clientHost: clientHost,
      fields: HTTPFields(accept.map { ("accept", $0) }))
    var profile = profile
    if let form { profile.errorBody = form }
    return EdgeErrorAnswer.answer(
      EdgeError(code: code), by: profile, to: visit, at: WallTime(seconds: 1_777_593_600))
  }

  private static let codes = [
    400, 408, 413, 414, 500, 501, 502, 504, 505, 520, 521, 522, 523, 524, 1000, 1015,
  ]

  @Test(arguments: codes)
  func `every page has the edge's fields, and no CORS field`(code: Int) {
    let fields = answer(code).fields
    let expected: HTTPFields = [
      "date": "Fri, 01 May 2026 00:00:00 GMT", "content-type": "text/html; charset=UTF-8",
      "server": "cloudflare", "cf-ray": "0123456789abcdef-FRA", "cf-error-type": "\(code)",
      "cache-control":
        "private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0",
      "expires": "Thu, 01 Jan 1970 00:00:01 GMT", "referrer-policy": "same-origin",
      "x-frame-options": "SAMEORIGIN",
    ]
    for field in expected { #expect(fields.values(of: field.name) == [field.value]) }
    #expect(!fields.contains { $0.name.lowercased().hasPrefix("access-control-") })
    #expect(fields["vary"] == nil)
  }

  @Test(arguments: codes)
  func `every page is about six kilobytes and names code, ray, host and address`(code: Int) {
    let answer = answer(code)
    let page = String(decoding: answer.body, as: UTF8.self)
    #expect((5000...8000).contains(answer.body.count))
    #expect(page.contains("<title>app.example | \(code): "))
    #expect(page.contains("0123456789abcdef</b>"))
    #expect(page.contains("Your IP: <b>203.0.113.9</b>"))
    #expect(page.contains(">FRA<"))
    // Documented as the way to tell an edge's error from an origin's.
    #expect(page.lowercased().contains("cloudflare"))
  }

  @Test(arguments: codes)
  func `retry-after stands on what may pass`(code: Int) {
    let expected = [500, 502, 504, 520, 521, 522, 523, 524].contains(code) ? "60" : nil
    #expect(answer(code).fields["retry-after"] == (code == 1015 ? "30" : expected))
  }

  @Test(arguments: [EdgeProfile.cloudflare2024, .cloudflare2025], [524, 1015])
  func `before 2026 there was a page for everybody, and no field said why`(
    profile: EdgeProfile, code: Int
  ) {
    let answer = answer(code, accept: ["application/json"], by: profile)
    #expect(answer.fields["content-type"] == "text/html; charset=UTF-8")
    #expect(!answer.fields.has("cf-error-type") && !answer.fields.has("retry-after"))
    #expect(answer.fields["server"] == "cloudflare")
  }

  @Test(arguments: [524, 413, 1015])
  func `a setting decides over what the client wants`(code: Int) throws {
    let plain = answer(code, accept: ["text/html"], as: .plain)
    #expect(plain.body == Array("error code: \(code)\n".utf8))
    #expect(plain.fields["content-type"] == "text/plain; charset=UTF-8")
    let json = answer(code, accept: ["text/html"], as: .json)
    #expect(try JSONValue.parse(json.body)["status"]?.intValue == json.status)
    let page = answer(code, accept: ["application/json"], as: .html)
    #expect(page.fields["content-type"] == "text/html; charset=UTF-8")
  }

  @Test func `the short text of a 524 has 16 bytes`() {
    #expect(answer(524, as: .plain).body.count == 16)
  }

  @Test func `a reader of prose gets Markdown with the ray`() {
    let answer = answer(521, accept: ["text/markdown"])
    let text = String(decoding: answer.body, as: UTF8.self)
    #expect(answer.fields["content-type"] == "text/markdown; charset=UTF-8")
    #expect(text.hasPrefix("# 521: Web Server Is Down\n"))
    #expect(text.contains("- Ray ID: 0123456789abcdef\n"))
  }

  @Test(arguments: [
    (520, "origin"), (521, "origin"), (522, "origin"), (523, "origin"), (524, "origin"),
    (502, "origin"), (504, "origin"), (500, "cloudflare"),
  ])
  func `a client of JSON gets a problem`(code: Int, category: String) throws {
    let answer = answer(code, accept: ["application/json"])
    #expect(answer.status == code)
    #expect(answer.fields["content-type"] == "application/json")
    let problem = try JSONValue.parse(answer.body)
    #expect(problem["status"]?.intValue == code)
    #expect(problem["title"]?.stringValue == HTTPStatus.reason(for: code))
    #expect(problem["detail"]?.stringValue == EdgeError(code: code).detail)
    #expect(problem["instance"]?.stringValue == "0123456789abcdef")
    #expect(problem["type"]?.stringValue?.hasSuffix("/error-\(code)/") == true)
    #expect(problem["error_category"]?.stringValue == category)
    #expect(problem["retry_after"]?.intValue == 60)
  }

  @Test func `the problem type is mirrored`() {
    let answer = answer(524, accept: ["application/problem+json"])
    #expect(answer.fields["content-type"] == "application/problem+json")
  }

  @Test func `errors of the client come as a page whatever it wants`() {
    let answer = answer(413, accept: ["application/json"])
    #expect(answer.fields["content-type"] == "text/html; charset=UTF-8")
  }

  @Test func `a loop is a 403 with a code of its own`() {
    #expect(answer(1000).status == 403)
  }

  @Test func `a rate limit is a 429 with a code of its own, also for programs`() throws {
    let answer = answer(1015, accept: ["application/json"])
    #expect(answer.status == 429)
    #expect(answer.fields["cf-error-type"] == "1015")
    #expect(try JSONValue.parse(answer.body)["retry_after"]?.intValue == 30)
  }

  @Test func `what comes from outside is escaped`() {
    let page = String(decoding: answer(524, clientHost: "<b>&'\"").body, as: UTF8.self)
    #expect(page.contains("Your IP: <b>&lt;b&gt;&amp;&#39;&quot;</b>"))
  }

  @Test func `a client that is not known has no address on the page`() {
    let page = String(decoding: answer(400, clientHost: "").body, as: UTF8.self)
    #expect(!page.contains("Your IP"))
  }
}
