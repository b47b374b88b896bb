import HTTP
import Testing
import Wire
import World

@testable import Service

@Suite struct PreviewRouteTests {
  @Test(arguments: Plan.allCases) func `a plan's model drafts the spec`(plan: Plan) throws {
    let result = try Stage().run { client in
      let answer = try await client.preview(plan)

      #expect(answer.status == 200)
      #expect(answer.json?["spec"] == (try? JSONValue.parse(Stage.spec)))
      #expect(answer.json?["cached"] == false)
      #expect(answer.json?["usage"] == ["inputTokens": 21, "outputTokens": 34])
    }

    let call = try #require(result.calls.first)
    let model = call.body["model"]?.stringValue
    #expect(result.outcomes.map(\.event) == ["preview_spec_ready"])
    #expect(result.outcomes.first?["plan"]?.stringValue == plan.rawValue)
    #expect(result.outcomes.first?["model"]?.stringValue == model)
    #expect(result.outcomes.first?["output_tokens"] == 34)
    #expect(result.outcomes.first?["status"] == 200)
    if plan == .hobby {
      #expect(call.head.path == "/api/paas/v4/chat/completions")
      #expect(call.head.fields["authorization"] == "Bearer id.secret")
      #expect(call.body["max_tokens"] == 4096)
      #expect(call.body["messages"]?[1]?["content"]?.stringValue == StageClient.prompt)
    } else {
      #expect(call.head.path == "/v1/messages")
      #expect(call.head.fields["x-api-key"] == "sk-anthropic")
      #expect(call.head.fields["anthropic-version"] == "2023-06-01")
      #expect(call.body["max_tokens"] == (plan == .pro ? 8192 : 12_288))
      #expect(call.body["system"]?.stringValue?.contains("EXACTLY `args`") == true)
      #expect(call.body["stream"] == false)
    }
  }

  // MARK: The body

  @Test(arguments: [
    ("", "body: must be JSON"),  // Nothing.
    ("{\"prompt\":", "body: must be JSON"),  // Cut.
    ("[1]", "body: must be a JSON object"),  // No object.
    ("{}", "prompt: is required"),  // No prompt.
    ("{\"prompt\":7}", "prompt: must be a string"),  // No text.
    ("{\"prompt\":\"too short\"}", "prompt: must have 10 to 8000 characters"),  // 9 characters.
    ("{\"prompt\":\" too short \"}", "prompt: must have 10 to 8000 characters"),  // Padded.
    (
      "{\"prompt\":\"\(String(repeating: "a", count: 8001))\"}",
      "prompt: must have 10 to 8000 characters"  // One too many.
    ),
  ])
  func `a bad body is refused with the field`(body: String, message: String) throws {
    let result = try Stage().run { client in
      for target in ["/v1/servers/preview", "/v1/servers/preview/stream"] {
        let answer = try await client.send("POST", target, StageClient.fields(of: .team), body)
        let isJSON = message != "body: must be JSON"
        #expect(answer.status == (isJSON ? 422 : 400))
        #expect(answer.json?["error"]?.stringValue == (isJSON ? "invalid_request" : "bad_request"))
        #expect(answer.json?["message"]?.stringValue == message)
      }
    }
    #expect(result.outcomes.map(\.event) == ["preview_rejected", "preview_rejected"])
    #expect(result.outcomes.map { $0["reason"]?.stringValue } == [message, message])
    #expect(result.calls.isEmpty)
  }

  @Test(arguments: [
    "{\"prompt\":\"ten chars!\"}",  // As short as may be.
    "{\"prompt\":\"\(String(repeating: "a", count: 8000))\"}",  // As long as may be.
    "{\"extra\":[1],\"prompt\":\"ten chars!\"}",  // Unknown members are ignored.
  ])
  func `a good body is accepted`(body: String) throws {
    try Stage().run { client in
      let answer = try await client.send(
        "POST", "/v1/servers/preview", StageClient.fields(of: .team), body)
      #expect(answer.status == 200)
    }
  }

  // MARK: The session

  @Test(
    arguments: [
      nil,  // No cookie.
      "bmm_session=wrong",  // Nobody's token.
      "session=token-of-team",  // Another cookie's name.
    ] as [String?])
  func `without a session there is no preview`(cookie: String?) throws {
    let result = try Stage().run { client in
      var fields = StageClient.fields(of: nil)
      if let cookie { fields.append("cookie", cookie) }
      for target in ["/v1/servers/preview", "/v1/servers/preview/stream"] {
        let answer = try await client.send("POST", target, fields, StageClient.body())
        #expect(answer.status == 401)
      }
    }
    #expect(result.calls.isEmpty)
    #expect(result.outcomes.map { $0["error"] } == ["unauthenticated", "unauthenticated"])
    #expect(result.outcomes.map { $0["plan"] } == [.null, .null])
  }

  @Test func `a session that has expired is none`() throws {
    try Stage().run { client in
      let early = try await client.preview()
      #expect(early.status == 200)

      await client.world.sleep(for: .seconds(30 * 86_400))
      let late = try await client.preview()
      #expect(late.status == 401)
    }
  }

  // MARK: The cache

  @Test func `an equal prompt is answered from the cache until its time is over`() throws {
    let result = try Stage().run { client in
      _ = try await client.preview()
      let spaced = StageClient.prompt.split(separator: " ").joined(separator: " \n ")
      let hit = try await client.preview(prompt: spaced)
      #expect(hit.json?["cached"] == true)
      #expect(hit.json?["spec"] == (try? JSONValue.parse(Stage.spec)))
      #expect(hit.json?["usage"] == ["inputTokens": 21, "outputTokens": 34])

      _ = try await client.preview(prompt: StageClient.prompt + "!")
      _ = try await client.preview(.pro)
      await client.world.sleep(for: .seconds(86_400))
      let fresh = try await client.preview()
      #expect(fresh.json?["cached"] == false)
    }
    // First, other words, another model, and too late.
    #expect(result.calls.count == 4)
    #expect(result.outcomes.map { $0["cached"]?.boolValue } == [false, true, false, false, false])
    #expect(result.outcomes[1]["output_tokens"] == 0)
  }

  @Test func `without a cache every prompt is drafted`() throws {
    let result = try Stage(.today) { $0.cacheTTL = nil }.run { client in
      _ = try await client.preview()
      let fresh = try await client.preview()
      #expect(fresh.json?["cached"] == false)
    }
    #expect(result.calls.count == 2)
  }

  // MARK: Time

  @Test(arguments: [
    (Era.planAware60s, 60.0),  // "SpecTimeoutError exactly at 60s".
    (.tokens4096, 90),  // "90s timeout buys headroom for cold starts".
    (.tokens12288, 95),  // Still under the edge's 100 s.
    (.sonnet45s, 90),  // Two attempts of 45 s.
    (.opusSync, 600),  // Only the silence of the provider ends it.
  ])
  func `a silent provider is a clean 504 at the tier's time`(era: Era, seconds: Double) throws {
    let result = try Stage(era).run { call in
      await call.hang()
    } _: { client in
      let start = client.world.now
      let answer = try await client.preview()

      #expect(answer.status == 504)
      #expect(answer.json?["error"]?.stringValue == "preview_timeout")
      #expect(answer.fields["access-control-allow-origin"] == StageClient.origin)
      #expect((answer.ended - start).seconds == seconds)
    }
    #expect(result.outcomes.map(\.event) == ["preview_timeout"])
    #expect(result.outcomes.first?["ms"]?.intValue == Int(seconds * 1000))
    #expect(result.calls.allSatisfy { $0.gone != nil })
  }

  @Test func `an attempt that timed out is repeated within the budget`() throws {
    let result = try Stage(.sonnet45s).run { call in
      if call.number == 1 { await call.hang() } else { call.answer(Stage.spec) }
    } _: { client in
      let answer = try await client.preview()
      #expect(answer.status == 200)
    }
    #expect(result.calls.count == 2)
    let second = (result.calls[1].started - .start).seconds
    #expect((45.375...45.5).contains(second))
    #expect(result.calls[0].gone == .start + .seconds(45))
  }

  @Test func `without retries one failure is enough`() throws {
    let result = try Stage().run { call in
      call.respond(500, "{}")
    } _: { client in
      let answer = try await client.preview()
      #expect(answer.status == 502)
    }
    #expect(result.calls.count == 1)
  }

  // MARK: A client that leaves

  @Test(arguments: ["/v1/servers/preview", "/v1/servers/preview/stream"])
  func `a provider call ends one latency after its client has left`(target: String) throws {
    var stage = Stage()
    stage.options.defaultLink = LinkProfile(latency: .constant(0.010))
    let result = try stage.run { call in
      await call.hang()
    } _: { client in
      let call = try await client.open(
        "POST", target, StageClient.fields(of: .team), StageClient.body())
      await client.world.sleep(until: .start + .seconds(20))
      call.close()
      await client.world.sleep(for: .seconds(2))
    }

    // The reset reaches the service after 10 ms, and the provider 10 ms later.
    #expect(result.calls.map(\.gone) == [.start + .milliseconds(20_020)])
    #expect(result.outcomes.map(\.event) == ["preview_client_gone"])
    #expect(result.outcomes.first?["status"] == 499)
  }

  @Test func `a client that leaves before the provider is connected is not waited for`() throws {
    var stage = Stage()
    stage.options.silentHosts = ["llm"]
    let result = try stage.run { client in
      let call = try await client.open(
        "POST", "/v1/servers/preview", StageClient.fields(of: .team), StageClient.body())
      await client.world.sleep(for: .seconds(2))
      call.close()
      await client.world.sleep(for: .seconds(20))
    }
    #expect(result.outcomes.map(\.event) == ["preview_client_gone"])
    #expect(result.outcomes.first?["ms"] == 2000)
  }

  @Test func `a call whose client left while it was connected is never made`() throws {
    var stage = Stage()
    stage.options.links = [
      .init(from: "service", to: "llm", profile: LinkProfile(latency: .constant(1)))
    ]
    let result = try stage.run { call in
      await call.hang()
    } _: { client in
      let call = try await client.open(
        "POST", "/v1/servers/preview", StageClient.fields(of: .team), StageClient.body())
      await client.world.sleep(for: .seconds(1))
      call.close()
      await client.world.sleep(for: .seconds(20))
    }
    // Connected after 2 s, when nobody waits any more.
    #expect(result.outcomes.first?["ms"] == 1000)
    #expect(result.calls.isEmpty)
  }
}
