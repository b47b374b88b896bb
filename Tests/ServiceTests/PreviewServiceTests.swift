import HTTP
import Testing
import Wire
import World

@testable import Service

@Suite struct PreviewServiceTests {
  /// A service that does not live because of this.
  private final class Witness {
    weak var service: PreviewService?
  }

  @Test func `a service that has stopped is freed, with its database`() throws {
    let witness = Witness()
    var stage = Stage()
    stage.serving = { witness.service = $0 }
    try stage.run { client in
      let whole = try await client.preview()
      let kept = try await client.stream()
      let streamed = try await client.stream(prompt: "A server that tells the time")
      #expect([whole.status, kept.status, streamed.status] == [200, 200, 200])
    }
    #expect(witness.service == nil)
  }

  @Test(arguments: [
    ("GET", "/healthz", Plan?.none, 200, ""),  // No login is needed.
    ("GET", "/v1/auth/me", .pro, 200, ""),  // A user.
    ("GET", "/v1/auth/me", nil, 401, "unauthenticated"),  // Nobody.
    ("POST", "/v1/servers/preview", nil, 401, "unauthenticated"),  // Nobody.
    ("POST", "/v1/servers/preview/stream", nil, 401, "unauthenticated"),  // Nobody.
    ("GET", "/v1/absent", .pro, 404, "not_found"),  // No such address.
    ("POST", "/v1/servers/preview/", .pro, 404, "not_found"),  // Nearly an address.
    ("GET", "/v1/servers/preview", .pro, 405, "method_not_allowed"),  // A wrong method.
    ("DELETE", "/healthz", .pro, 405, "method_not_allowed"),  // A wrong method.
  ])
  func `every route answers in its shape, with CORS`(
    method: String, target: String, plan: Plan?, status: Int, code: String
  ) throws {
    try Stage().run { client in
      let body = method == "POST" ? StageClient.body() : ""
      let answer = try await client.send(method, target, StageClient.fields(of: plan), body)

      #expect(answer.status == status)
      #expect(answer.fields["content-type"] == "application/json; charset=utf-8")
      #expect(answer.fields["access-control-allow-origin"] == StageClient.origin)
      #expect(answer.fields["access-control-allow-credentials"] == "true")
      #expect(answer.fields["vary"] == "Origin")
      #expect(answer.fields["x-content-type-options"] == "nosniff")
      #expect(answer.fields["x-request-id"]?.utf8.count == 32)
      if status >= 400 {
        #expect(answer.json?["error"]?.stringValue == code)
        #expect(answer.json?["message"]?.stringValue?.isEmpty == false)
      }
    }
  }

  @Test func `a wrong method is told the right ones`() throws {
    try Stage().run { client in
      let answer = try await client.send("PUT", "/v1/auth/me", StageClient.fields(of: .pro))
      #expect(answer.fields["allow"] == "GET, HEAD, OPTIONS")
    }
  }

  @Test func `HEAD has the head of GET and no body`() throws {
    try Stage().run { client in
      let answer = try await client.send("HEAD", "/healthz", [:])
      #expect(answer.status == 200)
      #expect(answer.fields["content-length"] == "15")
      #expect(answer.body.isEmpty)
    }
  }

  @Test(arguments: [
    ("https://app.bmm.example", true),  // Configured.
    ("https://www.bmm.example", true),  // Configured, too.
    ("https://app.bmm.example.evil.example", false),  // Begins alike.
    ("https://APP.bmm.example", false),  // Origins are compared exactly.
    ("http://app.bmm.example", false),  // Another scheme.
    ("null", false),  // A sandboxed page.
  ])
  func `only a configured origin may read an answer`(origin: String, isAllowed: Bool) throws {
    try Stage().run { client in
      let answer = try await client.send("GET", "/healthz", ["origin": origin])
      #expect(answer.fields["access-control-allow-origin"] == (isAllowed ? origin : nil))
      #expect((answer.fields["access-control-allow-credentials"] != nil) == isAllowed)
      #expect(answer.fields["vary"] == "Origin")
    }
  }

  @Test(arguments: [
    "/v1/servers/preview", "/v1/servers/preview/stream", "/v1/auth/me", "/healthz",
  ])
  func `a preflight is answered for every route`(target: String) throws {
    try Stage().run { client in
      let ask: HTTPFields = [
        "origin": StageClient.origin, "access-control-request-method": "POST",
      ]
      let answer = try await client.send("OPTIONS", target, ask)

      #expect(answer.status == 204)
      #expect(answer.fields["access-control-allow-origin"] == StageClient.origin)
      #expect(answer.fields["access-control-allow-headers"] == "content-type, x-request-id")
      let methods = answer.fields["access-control-allow-methods"]
      #expect(methods == (target.contains("servers") ? "POST, OPTIONS" : "GET, HEAD, OPTIONS"))

      let foreign = try await client.send("OPTIONS", target, ["origin": "https://evil.example"])
      #expect(foreign.fields["access-control-allow-methods"] == nil)
    }
  }

  @Test func `a client's own request id goes into answer, log and provider call`() throws {
    let result = try Stage().run { client in
      let answer = try await client.preview(extra: [("x-request-id", "req-8")])
      #expect(answer.fields["x-request-id"] == "req-8")
    }
    #expect(result.outcomes.map { $0["request_id"]?.stringValue } == ["req-8"])
    #expect(result.calls.map { $0.head.fields["x-request-id"] } == ["req-8"])
  }

  // MARK: Requests that HTTP refuses

  private static let long = String(repeating: "a", count: 20_000)
  private static let big = String(repeating: "a", count: 0x20_0000)
  private static let head = """
    POST /v1/servers/preview HTTP/1.1\r\nhost: s\r\norigin: \(StageClient.origin)\r\n
    """

  @Test(arguments: [
    ("GET  /healthz HTTP/1.1\r\n\r\n", 400, "bad_request"),  // Two spaces.
    ("GET /\(long) HTTP/1.1\r\nhost: s\r\n\r\n", 414, "uri_too_long"),  // A long address.
    ("GET /healthz HTTP/1.1\r\nx: \(long)\r\n\r\n", 431, "headers_too_large"),  // A long field.
    ("\(head)content-length: 9999999\r\n\r\n", 413, "body_too_large"),  // Announced too long.
    (
      "\(head)transfer-encoding: chunked\r\n\r\n200000\r\n\(big)", 413,
      "body_too_large"  // Too long as it comes.
    ),
    ("\(head)transfer-encoding: chunked\r\n\r\nzz\r\n", 400, "bad_request"),  // No chunk.
    ("\(head)transfer-encoding: gzip\r\n\r\n", 501, "bad_request"),  // An unknown coding.
    ("\(head)content-length: 20\r\n\r\nhalf", 408, "request_timeout"),  // The rest never comes.
    ("GET /healthz HTTP/1.1\r\nhost", 408, "request_timeout"),  // The head never ends.
  ])
  func `even bytes that are no request are answered in shape, with CORS`(
    request: String, status: Int, code: String
  ) throws {
    try Stage().run { client in
      let answer = try await client.raw(request)

      #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
      #expect(answer.contains("access-control-allow-origin: \(StageClient.origin)\r\n"))
      #expect(answer.contains("x-request-id: "))
      #expect(answer.contains("connection: close\r\n"))
      #expect(answer.contains("{\"error\":\"\(code)\""))
      // One answer only: a second one would belong to nobody's request.
      #expect(answer.ranges(of: "HTTP/1.1 ").count == 1)
    }
  }

  @Test func `a database that fails is a 500 of which the client learns nothing`() throws {
    let file = DatabaseFile("broken")
    defer { file.remove() }
    let path = file.path
    let result = try Stage(.today) { $0.databasePath = path }.run { client in
      let intruder = try SQLiteDatabase(path: path)
      try intruder.execute("DROP TABLE sessions")
      intruder.close()

      for target in ["/v1/servers/preview", "/v1/servers/preview/stream"] {
        let answer = try await client.send(
          "POST", target, StageClient.fields(of: .team), StageClient.body())
        #expect(answer.status == 500)
        #expect(answer.json?["error"]?.stringValue == "internal_error")
        #expect(answer.fields["access-control-allow-origin"] == StageClient.origin)
        #expect(!answer.body.contains("sessions"))
      }
      let me = try await client.send("GET", "/v1/auth/me", StageClient.fields(of: .team))
      #expect(me.status == 500)
    }

    #expect(
      result.log.map(\.event) == ["preview_failed", "preview_failed", "request_failed"])
    #expect(
      result.log.allSatisfy { $0["reason"]?.stringValue?.contains("no such table") == true })
  }

  @Test func `a file that cannot be opened stops the service before it begins`() {
    let world = World("service", on: .simulated(SimOptions(seed: 1)))
    let endpoint = ProviderEndpoint(Address("llm", port: 443), key: "k")
    var configuration = ServiceConfiguration(
      providers: ProviderEndpoints(anthropic: endpoint, zhipu: endpoint))
    configuration.databasePath = "/absent/bmm.db"

    #expect(throws: StoreError.self) {
      _ = try PreviewService(in: world, configuration) { _ in }
    }
  }

  @Test func `a stop ends previews that do not end by themselves, and logs them`() throws {
    let result = try Stage().run { call in
      call.startStream()
      await call.hang()
    } _: { client in
      let call = try await client.open(
        "POST", "/v1/servers/preview/stream", StageClient.fields(of: .team), StageClient.body())
      let head = try await call.head(by: .never)
      client.world.spawn("reader") {
        let answer = try? await client.read(call, behind: head)
        #expect(answer?.terminal?["error"]?.stringValue == "service_stopping")
        call.close()
      }
    }

    #expect(result.outcomes.map(\.event) == ["preview_stopped"])
    // The stop has a second, and its last words half of one.
    #expect(result.calls.map { $0.gone } == [.start + .milliseconds(500)])
  }

  @Test func `the log names the visitor behind the trusted proxies`() throws {
    let result = try Stage(.today) { $0.trustedProxies = .hops(1) }.run { client in
      _ = try await client.preview(
        extra: [("x-forwarded-for", "6.6.6.6, 203.0.113.5")])
    }
    #expect(result.outcomes.map { $0["client"]?.stringValue } == ["203.0.113.5"])
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `one seed gives one run`(seed: UInt64) throws {
    func digest() throws -> String {
      var stage = Stage()
      stage.options = SimOptions(seed: seed)
      let loop = Loop.simulated(stage.options)
      _ = try stage.run(
        on: loop, at: { Address($0, port: 443) }, until: .start + .seconds(600), Stage.goodScript
      ) { client in
        _ = try await client.stream()
        _ = try await client.preview(.hobby)
      }
      return loop.traceDigest
    }
    #expect(try digest() == digest())
  }
}
