import HTTP
import Testing
import Wire
import World

@testable import Service

/// Every route, with every method and every way to fail: one shape for all answers.
@Suite struct FaceTests {
  private static let methods = [
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW",
  ]
  private static let document = OpenAPIDocument(streaming: true, in: .development).json

  /// What every answer has, whatever it is.
  private func expectShape(_ answer: ClientAnswer, _ what: String) {
    let fields = answer.fields
    #expect(fields["access-control-allow-origin"] == StageClient.origin, "\(what)")
    #expect(fields["access-control-allow-credentials"] == "true", "\(what)")
    #expect(fields["access-control-expose-headers"]?.contains("retry-after") == true, "\(what)")
    #expect(fields.values(of: "vary") == ["Origin"], "\(what)")
    #expect(fields.values(of: "cache-control") == ["no-store"], "\(what)")
    #expect(fields["x-content-type-options"] == "nosniff", "\(what)")
    #expect(fields["referrer-policy"] == "no-referrer", "\(what)")
    #expect(fields["x-frame-options"] == "DENY", "\(what)")
    #expect(fields["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
    #expect(fields["cross-origin-resource-policy"] == "same-origin", "\(what)")
    #expect(fields["strict-transport-security"] == nil, "only production knows HTTPS: \(what)")
    #expect(fields.values(of: "x-request-id").count == 1, "\(what)")
    if answer.status >= 400, !answer.body.isEmpty {
      #expect(fields["content-type"] == "application/json; charset=utf-8", "\(what)")
      #expect(answer.json?["error"]?.stringValue?.isEmpty == false, "\(what)")
      #expect(answer.json?["message"]?.stringValue?.isEmpty == false, "\(what)")
    }
  }

  @Test(arguments: Route.allCases, [Plan.team, nil])
  func `every method of every route is answered as the document says, or 405`(
    route: Route, plan: Plan?
  ) throws {
    try Stage().run { client in
      for method in Self.methods {
        let fields = StageClient.fields(of: plan)
        let body = route.takesBody && method == "POST" ? StageClient.body() : ""
        let answer = try await client.send(method, route.path, fields, body)
        let what = "\(method) \(route.path) \(answer.status)"
        expectShape(answer, what)
        let responses = Self.document["paths"]?[route.path]?[method.lowercased()]?["responses"]
        if route.methods.contains(method) {
          #expect(responses?[String(answer.status)] != nil, "undocumented: \(what)")
          #expect(answer.status < 500, "\(what)")
        } else {
          #expect(answer.status == 405, "\(what)")
          #expect(answer.fields["allow"] == route.methods.joined(separator: ", "))
          #expect(responses == nil, "documented: \(what)")
        }
      }
    }
  }

  /// What the wire says in front of a request's own error.
  private static func refusals(of route: Route) -> [(bytes: String, status: Int)] {
    let long = String(repeating: "a", count: 20_000)
    let line = "\(route.method) \(route.path) HTTP/1.1\r\nhost: s\r\norigin: \(StageClient.origin)"
    return [
      ("\(line)\r\ncontent-length: 65537\r\n\r\n", 413),  // One byte more than allowed.
      ("\(line)\r\nx: \(long)\r\n\r\n", 431),
      ("\(route.method) \(route.path)?\(long) HTTP/1.1\r\nhost: s\r\n\r\n", 414),
      ("\(line)\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", 400),  // Smuggling.
      ("\(line)\r\ntransfer-encoding: gzip\r\n\r\n", 501),
      ("\(line)\r\nx: never en", 408),
    ]
  }

  @Test(arguments: Route.allCases)
  func `bytes that are no request get an answer of the same shape`(route: Route) throws {
    let responses = try #require(
      Self.document["paths"]?[route.path]?[route.method.lowercased()]?["responses"])
    let result = try Stage().run { client in
      for (bytes, status) in Self.refusals(of: route) {
        let text = try await client.raw(bytes)
        #expect(text.hasPrefix("HTTP/1.1 \(status) "), "\(text.prefix(40))")
        #expect(text.contains("access-control-allow-origin: \(StageClient.origin)\r\n"))
        #expect(text.contains("cross-origin-resource-policy: same-origin\r\n"))
        #expect(text.contains("\r\n\r\n{\"error\":\""))
        #expect(responses[String(status)] != nil, "undocumented: \(status)")
      }
    }
    let refused = result.log.filter { $0.event == "request_refused" }
    #expect(refused.count == Self.refusals(of: route).count)
  }

  @Test func `a refused HEAD has no body`() throws {
    try Stage().run { client in
      let text = try await client.raw(
        "HEAD /healthz HTTP/1.1\r\nhost: s\r\ncontent-length: 65537\r\n\r\n")
      #expect(text.hasPrefix("HTTP/1.1 413 "))
      #expect(text.hasSuffix("\r\n\r\n"))
    }
  }

  @Test(arguments: [
    (429, 503, "provider_overloaded"), (529, 503, "provider_overloaded"),
    (500, 502, "provider_error"), (401, 502, "provider_error"),
  ])
  func `a provider's failure has the same shape`(
    theirs: Int, ours: Int, code: String
  ) throws {
    let script: ScriptedProvider.Script = { $0.respond(theirs, "{}") }
    try Stage().run(script) { client in
      let answer = try await client.preview()
      #expect(answer.status == ours)
      #expect(answer.json?["error"]?.stringValue == code)
      expectShape(answer, code)
    }
  }

  @Test func `a time-out has the same shape`() throws {
    try Stage().run({ await $0.hang() }) { client in
      let answer = try await client.preview()
      #expect(answer.status == 504)
      expectShape(answer, "504")
    }
  }

  @Test(arguments: Route.allCases.filter { $0.methods.contains("HEAD") })
  func `HEAD has the head of GET and no body`(route: Route) throws {
    try Stage().run { client in
      let fields = StageClient.fields(of: .team)
      let get = try await client.send("GET", route.path, fields)
      let head = try await client.send("HEAD", route.path, fields)

      #expect(head.status == get.status)
      #expect(head.body.isEmpty && !get.body.isEmpty)
      // The metrics have counted the GET by then.
      if route != .metrics {
        #expect(head.fields["content-length"] == String(get.body.utf8.count))
      }
      #expect(head.fields["content-type"] == get.fields["content-type"])
    }
  }

  @Test(arguments: [
    ("/healthz?x=/v1", 200),  // A query is no part of the path.
    ("/%68ealthz", 200),  // A letter is the same letter encoded.
    ("/health%7A", 200),
    ("/healthz/", 404),  // A slash makes another path.
    ("//healthz", 404),
    ("/HEALTHZ", 404),  // Paths have case.
    ("/v1%2Fauth/me", 404),  // An encoded slash is no slash.
    ("/v1/../healthz", 404),
    ("/healthz%", 404),
    ("/healthz%zz", 404),
    ("/healthz%00", 404),
    ("http://elsewhere.example/healthz", 200),  // The absolute form (RFC 9112 §3.2.2).
  ])
  func `a path is matched exactly`(target: String, status: Int) throws {
    try Stage().run { client in
      let answer = try await client.send("GET", target, StageClient.fields(of: nil))
      #expect(answer.status == status)
      expectShape(answer, target)
    }
  }

  @Test func `OPTIONS without an origin tells the methods, and no page anything`() throws {
    try Stage().run { client in
      for (target, allow) in [
        ("/v1/servers/preview", "POST, OPTIONS"), ("*", "GET, HEAD, POST, OPTIONS"),
      ] {
        let answer = try await client.send("OPTIONS", target, [:])
        #expect(answer.status == 204)
        #expect(answer.fields["allow"] == allow)
        #expect(answer.fields["access-control-allow-origin"] == nil)
        #expect(answer.fields["access-control-allow-methods"] == nil)
        #expect(answer.fields["content-length"] == nil)
      }
    }
  }

  @Test(
    arguments: [
      (nil, 200), ("application/json", 200), ("Application/JSON ; charset=utf-8", 200),
      ("text/plain", 415),  // What a form of a foreign page can send without a preflight …
      ("application/x-www-form-urlencoded", 415),  // … and this …
      ("multipart/form-data; boundary=x", 415),  // … and this.
      ("application/jsonx", 415), ("", 415), ("application/json, text/plain", 415),
    ] as [(String?, Int)])
  func `a body that says it is no JSON is refused`(type: String?, status: Int) throws {
    try Stage().run { client in
      for target in ["/v1/servers/preview", "/v1/servers/preview/stream"] {
        var fields = StageClient.fields(of: .team)
        fields.remove("content-type")
        if let type { fields.append("content-type", type) }
        let answer = try await client.send("POST", target, fields, StageClient.body())
        #expect(answer.status == status)
        expectShape(answer, target)
        #expect((answer.fields["accept-post"] != nil) == (status == 415))
      }
    }
  }

  @Test func `the longest body is taken, and one byte more is not`() throws {
    try Stage().run { client in
      for (spare, status) in [(0, 200), (1, 413)] {
        let body = StageClient.body()
        let padding = String(
          repeating: " ", count: ServiceLimits.bodyBytes - body.utf8.count + spare)
        let answer = try await client.send(
          "POST", "/v1/servers/preview", StageClient.fields(of: .team), body + padding)
        #expect(answer.status == status)
        expectShape(answer, "\(status)")
      }
    }
  }

  @Test func `the longest prompt fits into a body, escaped letter by letter`() {
    let longest = ServiceLimits.promptLength.upperBound * "\\u0000".utf8.count
    #expect(longest + "{\"prompt\":\"\"}".utf8.count <= ServiceLimits.bodyBytes)
    // Such bodies do not count against what a server holds of long ones.
    #expect(ServiceLimits.bodyBytes <= HTTPServerLimits.shortBodyBytes)
  }

  @Test func `production tells browsers to stay with HTTPS`() throws {
    try Stage(.today) { $0.environment = .production }.run { client in
      for target in ["/healthz", "/absent"] {
        let answer = try await client.send("GET", target, [:])
        #expect(
          answer.fields["strict-transport-security"] == "max-age=31536000; includeSubDomains")
      }
    }
  }
}
