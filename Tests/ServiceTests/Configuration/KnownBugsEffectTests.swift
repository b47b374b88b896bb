import Service
import Testing
import Wire
import World

/// Each bug of the history visibly changes what the service does; without it, it does the right.
@Suite struct KnownBugsEffectTests {
  private func stage(_ bug: KnownBugs) -> Stage {
    Stage(.today) { $0.knownBugs = bug }
  }

  private static let cut: ScriptedProvider.Script = { $0.answer("{\"name\":\"Wea", "max_tokens") }

  private static let silent: ScriptedProvider.Script = { call in
    await call.wait(.seconds(40))
    call.startStream()
    call.messageStart()
    call.delta("{")
    await call.wait(.seconds(20))
    call.messageEnd("end_turn", outputTokens: 1)
  }

  @Test(arguments: [(KnownBugs(), ["text", "spec"]), (.terminalEventNotAwaited, ["text"])])
  func `un-awaited handlers lose the terminal event`(bug: KnownBugs, types: [String]) throws {
    let result = try stage(bug).run { client in
      let answer = try await client.stream()
      #expect(answer.status == 200)
      #expect(answer.eventTypes == types)
    }
    #expect(!result.log.contains { $0.event == "preview_unresolved" })
  }

  @Test func `the streaming era has the signature of req-8`() throws {
    let result = try Stage(.streaming).run { client in
      let answer = try await client.stream()
      #expect(answer.status == 200)
      #expect(answer.eventTypes == ["text"])
      #expect(answer.text == Stage.spec)
    }
    // "req-8 ran 66s with 200 and produced no preview_spec_* log line".
    #expect(result.log.isEmpty)
  }

  @Test(arguments: [(KnownBugs(), 1), (.successNotLogged, 0)])
  func `a success leaves a line or not`(bug: KnownBugs, lines: Int) throws {
    let result = try stage(bug).run { client in _ = try await client.preview() }
    #expect(result.log.count == lines)
  }

  @Test(arguments: [(KnownBugs(), "spec_too_large"), (.stopReasonIgnored, "spec_invalid")])
  func `a cut answer is called so, or parsed`(bug: KnownBugs, code: String) throws {
    let result = try stage(bug).run(Self.cut) { client in
      let answer = try await client.preview()
      #expect(answer.json?["error"]?.stringValue == code)
    }
    let finding = result.log.first?["zod_message"]?.stringValue ?? ""
    #expect(finding.contains("Unterminated string in JSON") == (bug == .stopReasonIgnored))
  }

  @Test(arguments: [(KnownBugs(), false), (.validatorTextLeaked, true)])
  func `the validator's text stays inside or not`(bug: KnownBugs, leaks: Bool) throws {
    try stage(bug).run {
      $0.answer("{\"name\":\"Wea")
    } _: { client in
      for answer in [try await client.preview(), try await client.stream()] {
        #expect(answer.body.contains("Unterminated string in JSON at position 12") == leaks)
      }
    }
  }

  @Test(arguments: [
    (KnownBugs(), [15, 30, 55]),  // At 40 s comes the first token.
    (.keepAliveOff, []),  // Never.
    (.keepAliveOnlyAfterFirstToken, [55]),  // The first 40 s stay silent.
  ])
  func `comments come or not`(bug: KnownBugs, comments: [Double]) throws {
    try stage(bug).run(Self.silent) { client in
      let answer = try await client.stream()
      #expect(answer.comments == comments)
    }
  }

  @Test(arguments: [
    (KnownBugs(), "preview_client_gone"), (.upstreamNotCancelled, "preview_spec_ready"),
  ])
  func `a provider call ends with its client or not`(bug: KnownBugs, event: String) throws {
    let result = try stage(bug).run { call in
      await call.wait(.seconds(30))
      if call.gone == nil { call.answer(Stage.spec) }
    } _: { client in
      let call = try await client.open(
        "POST", "/v1/servers/preview/stream", StageClient.fields(of: .team), StageClient.body())
      await client.world.sleep(for: .seconds(10))
      call.close()
      await client.world.sleep(for: .seconds(60))
    }
    #expect(result.outcomes.map(\.event) == [event])
  }

  @Test(arguments: [(KnownBugs(), true), (.corsMissingOnErrors, false)])
  func `errors can be read by the page or not`(bug: KnownBugs, isReadable: Bool) throws {
    try stage(bug).run(Self.cut) { client in
      let error = try await client.preview()
      let success = try await client.send("GET", "/healthz", StageClient.fields(of: nil))
      #expect((error.fields["access-control-allow-origin"] != nil) == isReadable)
      #expect(success.fields["access-control-allow-origin"] != nil)
    }
  }

  @Test(arguments: [(KnownBugs(), true), (.corsMissingOnStreams, false)])
  func `streams can be read by the page or not`(bug: KnownBugs, isReadable: Bool) throws {
    try stage(bug).run { client in
      let stream = try await client.stream()
      #expect((stream.fields["access-control-allow-origin"] != nil) == isReadable)
      #expect(stream.eventTypes == ["text", "spec"])
    }
  }

  @Test(arguments: [
    (KnownBugs(), ["text", "spec"]), (.duplicateTerminalEvent, ["text", "spec", "error"]),
  ])
  func `one terminal event or two`(bug: KnownBugs, types: [String]) throws {
    let result = try stage(bug).run { client in
      let answer = try await client.stream()
      #expect(answer.eventTypes == types)
    }
    #expect(result.outcomes.map(\.event) == ["preview_spec_ready"])
  }
}
