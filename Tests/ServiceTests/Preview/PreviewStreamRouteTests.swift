import HTTP
import Testing
import Wire
import World

@testable import Service

@Suite struct PreviewStreamRouteTests {
  private static let target = "/v1/servers/preview/stream"

  // MARK: The order of things

  @Test func `text comes in order, then one spec, then the end`() throws {
    let result = try Stage().run { client in
      let answer = try await client.stream()

      #expect(answer.status == 200)
      #expect(answer.fields["content-type"] == "text/event-stream; charset=utf-8")
      #expect(answer.fields["cache-control"] == "no-store")
      #expect(answer.fields["x-accel-buffering"] == "no")
      #expect(answer.fields["access-control-allow-origin"] == StageClient.origin)
      #expect(answer.fields["x-request-id"] != nil)
      #expect(answer.eventTypes == ["text", "spec"])
      #expect(answer.text == Stage.spec)
      #expect(answer.terminal?["spec"] == (try? JSONValue.parse(Stage.spec)))
      #expect(answer.terminal?["model"] == "claude-sonnet-4-6")
      #expect(answer.terminal?["cached"] == false)
      #expect(answer.terminal?["usage"] == ["inputTokens": 21, "outputTokens": 34])
    }
    #expect(result.calls.map { $0.body["stream"] } == [true])
    #expect(result.outcomes.map(\.event) == ["preview_spec_ready"])
    #expect(result.outcomes.first?["input_tokens"] == 21)
  }

  @Test func `each delta goes out as it comes`() throws {
    try Stage().run { call in
      call.startStream()
      call.messageStart()
      for piece in ["a", "b\n", "\u{2028}c"] {
        await call.wait(.seconds(1))
        call.delta(piece)
      }
      await call.wait(.seconds(1))
      call.messageEnd("end_turn", outputTokens: 3)
    } _: { client in
      let answer = try await client.stream()

      // The separator is escaped again: some readers take it for the end of a line.
      #expect(
        answer.pieces.prefix(3).map(\.text) == [
          "event: text\ndata: {\"delta\":\"a\"}\n\n",
          "event: text\ndata: {\"delta\":\"b\\n\"}\n\n",
          "event: text\ndata: {\"delta\":\"\\u2028c\"}\n\n",
        ])
      #expect(answer.pieces.map { ($0.at - .start).seconds } == [1, 2, 3, 4])
    }
  }

  @Test func `sync answer and spec event are the same bytes`() throws {
    try Stage(.today) { $0.cacheTTL = nil }.run { client in
      let sync = try await client.preview()
      let stream = try await client.stream()
      #expect(stream.events.last?.data == sync.body)
    }
  }

  @Test func `a cached spec needs no text and no provider`() throws {
    let result = try Stage().run { client in
      _ = try await client.preview()
      let answer = try await client.stream()
      #expect(answer.eventTypes == ["spec"])
      #expect(answer.terminal?["cached"] == true)
    }
    #expect(result.calls.count == 1)
  }

  @Test func `a spec that was streamed is in the cache`() throws {
    let result = try Stage().run { client in
      _ = try await client.stream()
      let answer = try await client.preview()
      #expect(answer.json?["cached"] == true)
    }
    #expect(result.calls.count == 1)
  }

  @Test func `a plan whose model does not stream is sent to the sync route`() throws {
    let result = try Stage().run { client in
      let answer = try await client.stream(.hobby)
      #expect(answer.status == 409)
      #expect(answer.json?["error"]?.stringValue == "streaming_unavailable")
    }
    #expect(result.outcomes.map { $0["error"] } == ["streaming_unavailable"])
    #expect(result.calls.isEmpty)
  }

  @Test func `before the streaming era there is no such route`() throws {
    try Stage(.tokens12288).run { client in
      let answer = try await client.stream()
      #expect(answer.status == 404)
    }
  }

  @Test func `the connection to the provider is used again`() throws {
    let sources = Box<[Int]>([])
    let result = try Stage(.today) { $0.cacheTTL = nil }.run { call in
      sources.value.append(call.source)
      call.answer(Stage.spec)
    } _: { client in
      _ = try await client.stream()
      _ = try await client.stream()
    }
    #expect(result.calls.count == 2)
    #expect(Set(sources.value).count == 1)
  }

  // MARK: Silence

  @Test func `a comment comes after every 15 s of silence, also before the head`() throws {
    try Stage().run { call in
      await call.wait(.seconds(47))
      call.startStream()
      call.messageStart()
      call.delta("a")
      await call.wait(.seconds(31))
      call.delta("b")
      await call.wait(.seconds(14))
      call.delta("c")
      call.messageEnd("end_turn", outputTokens: 3)
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.comments == [15, 30, 45, 62, 77])
    }
  }

  @Test func `a comment comes while the provider is being connected`() throws {
    var stage = Stage(.today) { $0.keepAliveInterval = .seconds(2) }
    stage.options.silentHosts = ["llm"]
    let result = try stage.run { client in
      let answer = try await client.stream()
      #expect(answer.comments == [2, 4])
      #expect(answer.ended == .start + .seconds(5))
      #expect(answer.terminal?["error"]?.stringValue == "provider_error")
    }
    #expect(result.outcomes.map(\.event) == ["preview_provider_error"])
  }

  @Test func `pings of the provider do not count as something written`() throws {
    try Stage().run { call in
      call.startStream()
      call.messageStart()
      for _ in 0..<4 {
        await call.wait(.seconds(10))
        call.event("ping", #"{"type": "ping"}"#)
      }
      call.messageEnd("end_turn", outputTokens: 0)
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.comments == [15, 30])
    }
  }

  @Test func `a stream's budget ends in an error event`() throws {
    let result = try Stage().run { call in
      call.startStream()
      call.messageStart()
      call.delta("a")
      await call.hang()
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.terminal?["error"]?.stringValue == "preview_timeout")
      #expect(answer.ended == .start + .seconds(300))
      #expect(answer.comments.count == 19)
    }
    #expect(result.outcomes.map(\.event) == ["preview_timeout"])
    #expect(result.outcomes.first?["output_tokens"] == 1)
    #expect(result.calls.map(\.gone) == [.start + .seconds(300)])
  }

  @Test func `without a budget a stream lasts as long as its provider speaks`() throws {
    try Stage(.streamingAwaited) { $0.tiers.team.streamTimeout = nil }.run { call in
      call.startStream()
      call.messageStart()
      for _ in 0..<5 {
        await call.wait(.seconds(590))
        call.delta("a")
      }
      await call.hang()
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.terminal?["error"]?.stringValue == "preview_timeout")
      #expect(answer.ended == .start + .seconds(5 * 590 + 600))
    }
  }

  // MARK: Endings

  @Test(arguments: [
    "reset",  // The connection breaks.
    "finish",  // The body is cut.
    "end",  // The body ends, the message does not: silent success for many clients.
    "error event",  // The provider says so.
    "broken JSON",  // Half an event.
  ])
  func `a stream that breaks behind its text is one error event`(kind: String) throws {
    let result = try Stage(.sonnet45s) { $0.streaming = true }.run { call in
      call.startStream()
      call.messageStart()
      call.delta("{\"name\":")
      await call.wait(.seconds(1))
      switch kind {
      case "reset": call.reset()
      case "finish": call.finish()
      case "end": call.endStream()
      case "error event":
        call.event("error", #"{"type":"error","error":{"type":"api_error","message":"x"}}"#)
      default: call.event("content_block_delta", "{\"delta\":")
      }
      await call.wait(.seconds(1))
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.eventTypes == ["text", "error"])
      #expect(answer.terminal?["error"]?.stringValue == "provider_error")
    }
    #expect(result.outcomes.map(\.event) == ["preview_provider_error"])
    // Text that was seen cannot be taken back: nothing is repeated, though the tier would.
    #expect(result.calls.count == 1)
  }

  @Test func `an overload in mid-stream says so`() throws {
    try Stage().run { call in
      call.startStream()
      call.event("error", #"{"type":"error","error":{"type":"overloaded_error","message":"x"}}"#)
      await call.hang()
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.terminal?["error"]?.stringValue == "provider_overloaded")
    }
  }

  @Test func `an overload behind the text is not repeated, though the tier would`() throws {
    let result = try Stage(.today) { $0.tiers.team.retries = 1 }.run { call in
      call.startStream()
      call.messageStart()
      call.delta("{")
      call.event("error", #"{"type":"error","error":{"type":"overloaded_error","message":"x"}}"#)
      await call.hang()
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.text == "{")
      #expect(answer.terminal?["error"]?.stringValue == "provider_overloaded")
    }
    #expect(result.calls.count == 1)
  }

  @Test func `a failure before the text is repeated if the tier says so`() throws {
    let result = try Stage(.today) { $0.tiers.team.retries = 1 }.run { call in
      if call.number == 1 { call.respond(529, "{}") } else { call.answer(Stage.spec) }
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.eventTypes == ["text", "spec"])
      #expect(answer.text == Stage.spec)
    }
    #expect(result.calls.count == 2)
    #expect(result.outcomes.map(\.event) == ["preview_spec_ready"])
  }

  @Test func `a message that is over is not waited for`() throws {
    let result = try Stage().run { call in
      call.startStream()
      call.messageStart()
      call.delta(Stage.spec)
      call.event("message_delta", #"{"delta":{"stop_reason":"end_turn"}}"#)
      call.event("message_stop", "{}")
      await call.hang()
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.eventTypes == ["text", "spec"])
      #expect(answer.ended == .start + .seconds(1))
    }
    #expect(result.calls.map(\.gone) == [.start + .seconds(1)])
  }

  // MARK: Clients

  @Test func `a client that leaves in mid-stream is logged once and ends the call`() throws {
    let result = try Stage().run { call in
      call.startStream()
      call.messageStart()
      while call.gone == nil {
        call.delta("a")
        await call.wait(.milliseconds(100))
      }
    } _: { client in
      let call = try await client.open(
        "POST", Self.target, StageClient.fields(of: .team), StageClient.body())
      _ = try await call.head(by: .never)
      await client.world.sleep(until: .start + .seconds(5))
      call.close()
      await client.world.sleep(for: .seconds(1))
    }
    #expect(result.calls.map(\.gone) == [.start + .seconds(5)])
    #expect(result.outcomes.map(\.event) == ["preview_client_gone"])
  }

  @Test func `a client that stops to read is given up after a minute`() throws {
    let result = try Stage().run { call in
      call.startStream()
      call.messageStart()
      while call.gone == nil {
        call.delta(String(repeating: "a", count: 10_000))
        await call.wait(.milliseconds(200))
      }
    } _: { client in
      let call = try await client.open(
        "POST", Self.target, StageClient.fields(of: .team), StageClient.body())
      _ = try await call.head(by: .never)
      await client.world.sleep(for: .seconds(100))
      call.close()
    }
    #expect(result.outcomes.map(\.event) == ["preview_client_gone"])
    let gone = try #require(result.calls.first?.gone)
    #expect((60...65).contains((gone - .start).seconds), "\(gone)")
  }

  @Test func `a slow client gets everything`() throws {
    var stage = Stage()
    stage.options.links = [
      .init(
        from: "users", to: "service",
        profile: LinkProfile(latency: .constant(0.05), bandwidth: 10_000))
    ]
    let long = Stage.spec.replacing(
      "return ", with: "const x = '\(String(repeating: "y", count: 300_000))'; return ")
    let result = try stage.run { call in
      call.answer(long)
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.text == long)
      #expect(answer.eventTypes == ["text", "spec"])
    }
    #expect(result.outcomes.map(\.event) == ["preview_spec_ready"])
  }
}
