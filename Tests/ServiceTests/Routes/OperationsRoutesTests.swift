import HTTP
import Testing
import Wire
import World

@testable import Service

@Suite struct OperationsRoutesTests {
  @Test func `a service whose database answers is ready`() throws {
    try Stage().run { client in
      let answer = try await client.send("GET", "/readyz", [:])
      #expect(answer.status == 200)
      #expect(answer.body == #"{"status":"ready"}"#)
    }
  }

  @Test func `a database that does not answer makes it unready, and the log says why`() throws {
    let service = Box<PreviewService?>(nil)
    var stage = Stage()
    stage.serving = { service.value = $0 }
    let result = try stage.run { client in
      try await service.value?.parts.store.run { $0.close() }
      let answer = try await client.send("GET", "/readyz", [:])
      #expect(answer.status == 503)
      #expect(answer.json?["reasons"] == ["database"])
      let alive = try await client.send("GET", "/healthz", [:])
      #expect(alive.status == 200)
    }
    #expect(result.log.first?.event == "request_failed")
    #expect(result.log.first?.level == .error)
    #expect(result.log.first?["reason"]?.stringValue?.isEmpty == false)
  }

  @Test func `a draining service is unready`() throws {
    let service = Box<PreviewService?>(nil)
    var stage = Stage()
    stage.serving = { service.value = $0 }
    try stage.run { client in
      // A request that has begun is answered during a drain.
      let connection = try await client.world.connect(to: client.service, by: .never)
      connection.write(Array("GET /readyz HTTP/1.1\r\nhost: s\r\n".utf8))
      await client.world.sleep(for: .seconds(1))
      client.world.spawn("stop") { await service.value?.stop(by: client.world.now + .seconds(9)) }
      await client.world.sleep(for: .seconds(1))
      connection.write(Array("\r\n".utf8))
      while case .bytes = try await connection.more(by: .never) {}
      let text = connection.input.view.text
      #expect(text.hasPrefix("HTTP/1.1 503 "), "\(text)")
      #expect(text.contains(#""reasons":["draining"]"#))
      connection.finish()
      connection.close()
    }
  }

  @Test(
    arguments: [
      ([:], 200),  // This machine itself.
      (["x-forwarded-for": "203.0.113.5"], 401),  // Somebody behind a proxy on this machine.
      (["cf-connecting-ip": "203.0.113.5"], 401),
      (["x-forwarded-for": "203.0.113.5", "authorization": "Bearer of-the-metrics"], 200),
      (["authorization": "bearer of-the-metrics"], 200),  // Schemes have no case.
      (["authorization": "Bearer of-the-metric"], 401),  // A wrong token is worse than none.
      (["authorization": "Basic of-the-metrics", "via": "1.1 nginx"], 401),
    ] as [(HTTPFields, Int)])
  func `metrics are for this machine and for holders of the token`(
    fields: HTTPFields, status: Int
  ) throws {
    try Stage(.today) { $0.metricsToken = "of-the-metrics" }.run { client in
      let answer = try await client.send("GET", "/metrics", fields)
      #expect(answer.status == status)
      #expect((answer.fields["www-authenticate"] != nil) == (status == 401))
      #expect(answer.body.contains("bmm_http_open_requests") == (status == 200))
    }
  }

  @Test func `without a token nobody from outside may read them`() throws {
    try Stage().run { client in
      let answer = try await client.send(
        "GET", "/metrics", ["authorization": "Bearer ", "x-real-ip": "203.0.113.5"])
      #expect(answer.status == 401)
    }
  }

  @Test func `the metrics count what has happened`() throws {
    let failing: ScriptedProvider.Script = { call in
      if call.number == 1 { call.respond(500, "{}") } else { await Stage.goodScript(call) }
    }
    try Stage(.today) { $0.tiers.pro.previewsPerDay = 1 }.run(failing) { client in
      _ = try await client.preview(.team)  // The provider fails.
      _ = try await client.preview(.team)
      _ = try await client.preview(.team)  // From the cache.
      _ = try await client.stream(.pro, prompt: "Another server, for the time")
      _ = try await client.stream(.pro, prompt: "A third one, which is too many")
      _ = try await client.send("BREW", "/absent", [:])
      let text = try await client.send("GET", "/metrics", [:]).body

      for line in [
        #"bmm_http_requests_total{route="preview",method="POST",status="2xx"} 2"#,
        #"bmm_http_requests_total{route="preview",method="POST",status="5xx"} 1"#,
        #"bmm_http_requests_total{route="none",method="other",status="4xx"} 1"#,
        #"bmm_http_open_requests{route="metrics"} 1"#,
        #"bmm_http_open_requests{route="preview_stream"} 0"#,
        #"bmm_previews_total{outcome="preview_spec_ready",plan="team"} 2"#,
        #"bmm_previews_total{outcome="preview_rejected",plan="pro"} 1"#,
        #"bmm_preview_tokens_total{model="claude-sonnet-4-6",direction="output"} 34"#,
        "bmm_preview_cache_hits_total 1",
        #"bmm_provider_calls_total{provider="anthropic",result="ok"} 2"#,
        #"bmm_provider_calls_total{provider="anthropic",result="status"} 1"#,
        #"bmm_limit_refusals_total{limit="previews"} 1"#,
        #"bmm_http_request_duration_seconds_count{route="preview"} 3"#,
      ] {
        #expect(text.contains(line + "\n"), "lacks \(line)")
      }
      let accesses = text.split(separator: "\n")
        .first { $0.hasPrefix("bmm_database_access_duration_seconds_count ") }
      #expect(accesses.flatMap { Int($0.split(separator: " ")[1]) } ?? 0 > 5)
    }
  }
}
