import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct NginxFieldsTests {
  private func request(
    _ fields: HTTPFields, _ profile: EdgeProfile = .nginx129, name: String? = nil
  ) -> HTTPRequest {
    let visit = EdgeVisit(
      ray: EdgeRay(0, "FRA"), host: "app.example", clientHost: "203.0.113.9", fields: fields,
      name: name)
    return NginxFields.request(
      HTTPRequestHead(method: "POST", target: "/a?b=c", fields: fields), body: [1], profile,
      for: visit)
  }

  @Test(
    arguments: [
      ([:], "X-Forwarded-For", ["203.0.113.9"], "absent: the client alone"),
      (
        ["X-Forwarded-For": "10.0.0.1", "x-forwarded-for": "10.0.0.2"], "X-Forwarded-For",
        ["10.0.0.1, 10.0.0.2, 203.0.113.9"], "lines are joined in order, with a space"
      ),
      (["X-Forwarded-For": ""], "X-Forwarded-For", [", 203.0.113.9"], "an empty line is one too"),
      (["X-Real-IP": "10.0.0.1"], "X-Real-IP", ["203.0.113.9"], "overwritten"),
      (["CF-Connecting-IP": "10.0.0.1"], "CF-Connecting-IP", ["10.0.0.1"], "not its own"),
      (["X_Secret": "1"], "X_Secret", [], "underscores are invalid"),
      (["X.Secret": "1"], "X.Secret", [], "so are dots"),
      (["Connection": "X-Secret", "X-Secret": "1"], "X-Secret", ["1"], "nominations count not"),
      (["TE": "trailers"], "TE", [], "of the connection"),
      (["Upgrade": "h2c", "Connection": "upgrade"], "Upgrade", [], "of the connection"),
      (["Host": "app.example"], "Host", ["app.example"], "the visitor's"),
      (["Via": "1.1 x"], "Via", ["1.1 x"], "passes"),
    ] as [(HTTPFields, String, [String], String)])
  func `each field has its rule`(
    fields: HTTPFields, name: String, expected: [String], reason: String
  ) {
    #expect(request(fields).fields.values(of: name) == expected, "\(reason)")
  }

  @Test func `the shipped rules throw away what a visitor says of himself`() {
    let made = request(
      [
        "X-Forwarded-For": "10.0.0.1", "CF-Connecting-IP": "10.0.0.2", "X-Real-IP": "10.0.0.3",
        "X-Forwarded-Proto": "http", "X-Request-Id": "r1",
      ], .nginxShipped)
    #expect(made.fields.values(of: "x-forwarded-for") == ["203.0.113.9"])
    #expect(made.fields["cf-connecting-ip"] == nil)
    #expect(made.fields["x-request-id"] == "r1")
    #expect(made.fields.values(of: "x-forwarded-proto") == ["https"])
    #expect(made.fields["x-real-ip"] == "10.0.0.3", "the rules do not speak of it")
  }

  @Test(arguments: [("X-Request-Id", "bad id <x>"), ("X-Other", "")])
  func `the shipped rules name a request whose own name is none`(name: String, value: String) {
    let made = request([name: value], .nginxShipped, name: "0123")
    #expect(made.fields.values(of: "x-request-id") == ["0123"])
  }

  @Test(arguments: [
    ("r1", true), ("a.B_c-9", true), (String(repeating: "a", count: 64), true), ("", false),
    (String(repeating: "a", count: 65), false), ("two words", false), ("<x>", false), ("é", false),
  ])
  func `a name is a short token`(name: String, isSane: Bool) {
    #expect(RequestName.isSane(name) == isSane)
  }

  @Test func `an old nginx asks in HTTP/1.0 and ends the connection`() {
    let old = request([:], .nginx122)
    #expect(old.version == .http10)
    #expect(old.fields["connection"] == "close")
    let new = request([:], .nginx129)
    #expect(new.version == .http11)
    #expect(new.fields["connection"] == nil)
  }

  @Test func `orders to nginx and the origin's own name stay here`() {
    let head = HTTPResponseHead(
      status: 200,
      fields: [
        "server": "origin", "date": "then", "x-accel-buffering": "no", "x-pad": "1", "vary": "a",
        "connection": "keep-alive, x-nominated", "x-nominated": "1", "keep-alive": "timeout=5",
        "transfer-encoding": "chunked", "trailer": "a",
      ])
    let passed = NginxFields.response(head, "1.22.1", [:], at: WallTime(nanoseconds: 0))
    #expect(
      passed.fields.map { $0.name.lowercased() }
        == ["server", "date", "vary", "x-nominated", "trailer"])
    #expect(passed.fields["server"] == "nginx/1.22.1")
    #expect(passed.fields["date"] == "Thu, 01 Jan 1970 00:00:00 GMT")
  }

  @Test(arguments: [(200, true), (204, true), (302, true), (400, false), (502, false)])
  func `fields are added to answers that are no errors`(status: Int, isAdded: Bool) {
    let passed = NginxFields.response(
      HTTPResponseHead(status: status), "1.22.1", ["Access-Control-Allow-Origin": "*"],
      at: WallTime(nanoseconds: 0))
    #expect((passed.fields["access-control-allow-origin"] == "*") == isAdded)
  }

  @Test(arguments: [("no", false), ("NO", false), ("yes", true), ("off", nil), (nil, nil)])
  func `only two words are orders`(word: String?, expected: Bool?) {
    var head = HTTPResponseHead(status: 200)
    if let word { head.fields.append("X-Accel-Buffering", word) }
    #expect(NginxFields.wantsBuffering(head) == expected)
  }
}
