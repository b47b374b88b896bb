import HTTP
import Testing
import Wire
import World

@testable import Service

@Suite struct AccessLineTests {
  @Test func `every request has exactly one line, of its outcome or of its access`() throws {
    let result = try Stage().run { client in
      for (method, target) in [
        ("GET", "/healthz"), ("HEAD", "/healthz"), ("OPTIONS", "/v1/servers/preview"),
        ("GET", "/absent"), ("PUT", "/v1/servers/preview"), ("GET", "/v1/auth/me"),
      ] {
        _ = try await client.send(method, target, ["x-request-id": "\(method)-\(target.count)"])
      }
      _ = try await client.preview(extra: [("x-request-id", "one")])
      _ = try await client.preview(nil, extra: [("x-request-id", "two")])
    }

    #expect(
      result.log.map(\.event) == Array(repeating: "request_done", count: 6)
        + ["preview_spec_ready", "preview_rejected"])
    #expect(
      result.log.map { $0["request_id"]?.stringValue } == [
        "GET-8", "HEAD-8", "OPTIONS-19", "GET-7", "PUT-19", "GET-11", "one", "two",
      ])
    #expect(result.log.map { $0["status"]?.intValue } == [200, 200, 204, 404, 405, 401, 200, 401])
    #expect(result.log[3]["route"] == .null)
    #expect(result.log[4]["error"] == "method_not_allowed")
    #expect(result.log[0]["client"] == "users")
  }

  @Test func `an edge's name of the request stands in both kinds of lines`() throws {
    let result = try Stage().run { client in
      _ = try await client.preview(extra: [("cf-ray", "8f2a-FRA")])
      _ = try await client.send("GET", "/healthz", ["cf-ray": "8f2b-FRA"])
      _ = try await client.send("GET", "/healthz", ["cf-ray": "no token; at all"])
    }
    #expect(result.log.map { $0["cf_ray"]?.stringValue } == ["8f2a-FRA", "8f2b-FRA", nil])
  }

  @Test func `a method that nobody knows does not fill the log`() throws {
    let long = String(repeating: "X", count: 5000)
    let result = try Stage().run { client in
      let answer = try await client.send(long, "/healthz", [:])
      #expect(answer.status == 405)
    }
    #expect(result.log.map { $0["method"]?.stringValue?.utf8.count } == [16])
  }

  // MARK: Secrets

  /// Marks that must not be seen anywhere.
  private static let key = "sk-marker-key-6f1d0c2b9a"
  private static let token = "marker-metrics-token-77"
  private static let prompt = "A server with a marker prompt 31415926"

  /// What a provider may say of a call: what it was sent, in every place.
  private static let echoes: [(name: String, script: ScriptedProvider.Script)] = [
    ("status", { $0.respond(401, #"{"error":{"type":"auth","message":"\#(echo($0))"}}"#) }),
    ("plain text", { $0.respond(500, "no JSON: \(echo($0))") }),
    ("overload", { $0.respond(529, #"{"error":{"type":"x","message":"\#(echo($0))"}}"#) }),
    ("cut", { $0.respond(500, String(repeating: "x", count: 388) + key) }),
    ("answer", { $0.answer("not a spec: \(echo($0))") }),
    ("refusal", { $0.answer("I decline: \(echo($0))", "refusal") }),
    (
      "event",
      { call in
        call.startStream()
        call.event(
          "error", #"{"type":"error","error":{"type":"x","message":"\#(echo(call))"}}"#)
        call.endStream()
      }
    ),
  ]

  private static func echo(_ call: ScriptedCall) -> String {
    "\(call.head.fields["x-api-key"] ?? "") asked for \(call.prompt ?? "")"
  }

  @Test(arguments: echoes.map(\.name), [false, true])
  func `no secret reaches a log line, whoever writes it there`(
    name: String, streams: Bool
  ) throws {
    let script = try #require(Self.echoes.first { $0.name == name }).script
    let metrics = Box("")
    let result = try Stage(.today) {
      $0.providers.anthropic.key = Self.key
      $0.metricsToken = Self.token
    }.run(script) { client in
      let extra = [("authorization", "Bearer \(Self.token)")]
      let answer =
        streams
        ? try await client.stream(prompt: Self.prompt, extra: extra)
        : try await client.preview(prompt: Self.prompt, extra: extra)
      // What a model writes is streamed as it comes; everything else is ours.
      if !streams { #expect(!answer.body.contains("marker")) }
      let scraped = try await client.send(
        "GET", "/metrics", ["authorization": "Bearer \(Self.token)"])
      metrics.value = scraped.body
    }

    // Without this the test could pass for nothing.
    #expect(result.calls.contains { $0.head.fields["x-api-key"] == Self.key })
    let isEchoed = name != "event" || streams  // A stream is no answer for the sync route.
    #expect(result.log.contains { $0.json.contains(Redaction.mark) } == isEchoed)
    #expect(metrics.value.contains("bmm_build_info"))
    for text in result.log.map(\.json) + [metrics.value] {
      for secret in ["marker", "token-of-team", "bmm_session"] {
        #expect(!text.contains(secret), "\(text)")
      }
    }
  }
}
