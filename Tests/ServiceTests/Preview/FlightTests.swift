import HTTP
import Testing
import Wire
import World

@testable import Service

/// Requests for the same draft share one call, whenever they come and go.
@Suite struct FlightTests {
  /// Writes a letter a second, ten of them, and then the spec.
  private static let slow: ScriptedProvider.Script = { call in
    guard call.streams else {
      await call.wait(.seconds(10))
      return call.answer(Stage.spec)
    }
    call.startStream()
    call.messageStart()
    for number in 0..<10 where call.gone == nil {
      if number > 0 { await call.wait(.seconds(1)) }
      call.delta(" ")
    }
    guard call.gone == nil else { return }
    call.delta(Stage.spec)
    call.messageEnd("end_turn", outputTokens: 34)
  }

  private static let padded = String(repeating: " ", count: 10) + Stage.spec

  /// The sum over the log, which has to be what the provider says it sold.
  private func tokens(_ result: Stage.Result) -> Int {
    result.outcomes.compactMap { $0["output_tokens"]?.intValue }.reduce(0, +)
  }

  private func events(_ result: Stage.Result) -> [String] {
    result.outcomes.map(\.event).sorted()
  }

  // MARK: Joining

  @Test func `a double click is one call, one place of the limit and twice the same answer`() throws
  {
    let result = try Stage().run(Self.slow) { client in
      async let first = client.stream()
      async let second = client.stream()
      for answer in [try await first, try await second] {
        #expect(answer.text == Self.padded)
        #expect(answer.eventTypes == ["text", "spec"])
        #expect(answer.terminal?["cached"] == false)
        #expect(answer.terminal?["usage"] == ["inputTokens": 21, "outputTokens": 34])
        #expect(answer.fields["x-ratelimit-limit"] == "150")
        #expect(answer.fields["x-ratelimit-remaining"] == "149")
        #expect(answer.fields["x-ratelimit-reset"] != nil)
      }
    }
    #expect(result.calls.count == 1)
    let leader = try #require(result.outcomes.first { $0["shared"] == false })
    #expect(result.outcomes.count { $0["shared"] == true } == 1)
    #expect(result.outcomes.allSatisfy { $0["call_id"] == leader["request_id"] })
    #expect(tokens(result) == 34)
  }

  @Test func `who comes late gets the text so far in one event, then follows`() throws {
    let result = try Stage().run(Self.slow) { client in
      async let first = client.stream(.team)
      await client.world.sleep(for: .milliseconds(5500))
      let late = try await client.stream(.enterprise)
      let early = try await first

      #expect(late.pieces.first?.text == "event: text\ndata: {\"delta\":\"      \"}\n\n")
      #expect(late.pieces.first?.at == .start + .milliseconds(5500))
      #expect(late.pieces.dropFirst().first?.at == .start + .seconds(6))
      #expect(late.text == early.text)
      #expect(late.events.last?.data == early.events.last?.data)
    }
    #expect(result.calls.count == 1)
    #expect(tokens(result) == 34)
  }

  @Test func `who waits for the whole joins a stream, and leaves it at its own deadline`() throws {
    let result = try Stage { $0.tiers.enterprise.syncTimeout = .seconds(4) }.run(Self.slow) {
      client in
      async let stream = client.stream(.team)
      await client.world.sleep(for: .seconds(1))
      async let late = client.preview(.enterprise)
      let patient = try await client.preview(.team)

      let cut = try await late
      #expect(cut.status == 504)
      #expect(cut.ended == .start + .seconds(5))
      #expect(patient.status == 200)
      #expect(patient.ended == .start + .seconds(9))
      let whole = try await stream
      #expect(whole.terminal?["spec"] != nil)
    }
    #expect(result.calls.count == 1)
    #expect(
      events(result) == ["preview_spec_ready", "preview_spec_ready", "preview_timeout"])
    #expect(tokens(result) == 34)
  }

  @Test(arguments: [true, false])
  func `who joins late has its own time, however little the first one has left`(
    isStreamed: Bool
  ) throws {
    let result = try Stage {
      for plan in [Plan.team, .enterprise] {
        $0.tiers[plan].streamTimeout = .seconds(7)
        $0.tiers[plan].syncTimeout = .seconds(7)
      }
    }.run(Self.slow) { client in
      async let first = isStreamed ? client.stream(.team) : client.preview(.team)
      await client.world.sleep(for: .seconds(5))
      async let second = isStreamed ? client.stream(.enterprise) : client.preview(.enterprise)
      let (early, late) = (try await first, try await second)
      #expect(early.ended == .start + .seconds(7))
      #expect(early.body.contains("preview_timeout"))
      #expect(late.ended == .start + .seconds(isStreamed ? 9 : 10))
      #expect(late.body.contains("get_weather"))
    }
    #expect(result.calls.count == 1)
    #expect(events(result) == ["preview_spec_ready", "preview_timeout"])
    #expect(tokens(result) == 34)
  }

  @Test func `with the last one's time the call is over, and nothing waits for it longer`() throws {
    let result = try Stage { $0.tiers.enterprise.streamTimeout = .seconds(4) }.run { call in
      call.startStream()
      call.messageStart()
      await call.hang()
    } _: { client in
      async let first = client.stream(.team)
      await client.world.sleep(for: .seconds(1))
      async let second = client.stream(.enterprise)
      let (patient, hasty) = (try await first, try await second)
      #expect(hasty.ended == .start + .seconds(5))
      #expect(patient.ended == .start + .seconds(300))
    }
    #expect(result.calls.map(\.gone) == [.start + .seconds(300)])
  }

  @Test func `a stream does not wait for an answer that comes as a whole`() throws {
    let result = try Stage().run(Self.slow) { client in
      async let whole = client.preview()
      await client.world.sleep(for: .milliseconds(500))
      async let other = client.preview(.enterprise)
      let stream = try await client.stream()
      #expect(stream.pieces.first?.at == .start + .milliseconds(500))
      let ends = try await [whole, other].map(\.ended)
      #expect(ends == [.start + .seconds(10), .start + .seconds(10)])
    }
    #expect(result.calls.map(\.streams) == [false, true])
    #expect(tokens(result) == 68)
  }

  @Test(arguments: [false, true])
  func `an answer of another length is not shared, and without a cache none is`(
    isCached: Bool
  ) throws {
    let result = try Stage {
      if isCached { $0.tiers.enterprise.maxTokens = 100 } else { $0.cacheTTL = nil }
    }.run(Self.slow) { client in
      async let team = client.stream(.team)
      async let company = client.stream(.enterprise)
      let statuses = try await [team, company].map(\.status)
      #expect(statuses == [200, 200])
    }
    #expect(result.calls.count == 2)
    #expect(result.outcomes.map { $0["shared"]?.boolValue } == [false, false])
  }

  @Test(arguments: [0, 0.4, 1.0, 1.4, 2.0, 2.5, 3.0, 3.5] as [Double])
  func `no gap lets a second call begin, whenever the second request comes`(after: Double) throws {
    // Session, cache, limit and the cache's write take a second each, the provider a tenth.
    let result = try Stage { $0.statementCost = .constant(1) }.run { call in
      await call.wait(.milliseconds(100))
      call.answer(Stage.spec)
    } _: { client in
      async let first = client.stream(.team)
      await client.world.sleep(for: .nanoseconds(Int64(after * 1e9)))
      let second = try await client.stream(.enterprise)
      #expect(second.terminal?["spec"] != nil)
      let earlier = try await first
      #expect(earlier.terminal?["spec"] != nil)
    }
    #expect(result.calls.count == 1)
    #expect(tokens(result) == 34)
  }

  @Test func `all get the same error`() throws {
    let result = try Stage().run { call in
      await call.wait(.seconds(1))
      call.respond(529, "{}", ["retry-after": "7"])
    } _: { client in
      async let stream = client.stream(.team)
      async let other = client.stream(.enterprise)
      await client.world.sleep(for: .milliseconds(10))
      let whole = try await client.preview(.team)
      #expect(whole.status == 503)
      #expect(whole.fields["retry-after"] == "7")
      for answer in [try await stream, try await other] {
        #expect(answer.terminal?["error"]?.stringValue == "provider_overloaded")
      }
    }
    #expect(result.calls.count == 1)
    #expect(Set(events(result)) == ["preview_provider_overloaded"])
  }

  // MARK: Leaving

  private func open(_ client: StageClient, _ plan: Plan) async throws -> HTTPCall {
    try await client.open(
      "POST", "/v1/servers/preview/stream", StageClient.fields(of: plan), StageClient.body())
  }

  @Test func `who began it may leave, and the call goes on for the others`() throws {
    let result = try Stage().run(Self.slow) { client in
      let first = try await open(client, .team)
      async let second = client.stream(.enterprise)
      await client.world.sleep(for: .seconds(3))
      first.close()
      let answer = try await second
      #expect(answer.text == Self.padded)
    }
    #expect(result.calls.count == 1)
    #expect(result.outcomes.map(\.event) == ["preview_client_gone", "preview_spec_ready"])
    #expect(result.outcomes.map { $0["output_tokens"] } == [0, 34])
  }

  @Test func `with the last one the call ends, at that instant, however slow the machine is`()
    throws
  {
    var stage = Stage()
    // Half of all steps of tasks wait for up to a second: only what needs no step is at once.
    stage.options.stalls = TaskStalls(probability: 0.5, delay: .uniform(0, 1))
    let left = Box<Instant?>(nil)
    let result = try stage.run { call in
      call.startStream()
      call.messageStart()
      await call.hang()
    } _: { client in
      let first = try await open(client, .team)
      let second = try await open(client, .enterprise)
      _ = try await first.head(by: .never)
      _ = try await second.head(by: .never)
      await client.world.sleep(for: .seconds(60))
      first.close()
      await client.world.sleep(for: .seconds(30))
      left.value = client.world.now
      second.close()
      await client.world.sleep(for: .seconds(200))
    }
    #expect(result.calls.map(\.gone) == [left.value])
    #expect(events(result) == ["preview_client_gone", "preview_client_gone"])
    // The provider named one token when it began, and one of the two accounts it.
    #expect(tokens(result) == 1)
  }

  @Test func `a call that was given up is not joined any more`() throws {
    var stage = Stage()
    stage.options.stalls = TaskStalls(probability: 0.5, delay: .uniform(0, 1))
    let result = try stage.run(Self.slow) { client in
      let first = try await open(client, .team)
      _ = try await first.head(by: .never)
      await client.world.sleep(for: .seconds(2))
      first.close()
      let second = try await client.stream(.enterprise)
      #expect(second.terminal?["spec"] != nil)
    }
    #expect(result.calls.count == 2)
    #expect(events(result) == ["preview_client_gone", "preview_spec_ready"])
  }

  // The slower one is behind for longer than somebody who takes nothing at all may be.
  @Test(arguments: [10_000, 2_000])
  func `who reads slowly holds up nobody, and gets everything`(bytesPerSecond: Int) throws {
    var stage = Stage()
    stage.options.links = [
      .init(
        from: "users", to: "service",
        profile: LinkProfile(latency: .constant(0), bandwidth: Double(bytesPerSecond)))
    ]
    let long = Stage.spec.replacing(
      "return ", with: "const x = '\(String(repeating: "y", count: 300_000))'; return ")
    let result = try stage.run { call in
      call.answer(long)
      #expect(call.gone == nil)
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.text == long)
      #expect(answer.eventTypes == ["text", "spec"])
      #expect(answer.ended > .start + .seconds(300_000 / bytesPerSecond))
    }
    // The call ended when the provider was done, not when the client was.
    #expect(result.outcomes.map(\.event) == ["preview_spec_ready"])
  }

  @Test func `whoever leaves while the provider is connected leaves no connection behind`() throws {
    for seed in 1...60 as ClosedRange<UInt64> {
      var stage = Stage()
      stage.options = SimOptions(seed: seed)
      stage.options.defaultLink = LinkProfile(latency: .uniform(0.1, 0.2))
      stage.options.stalls = TaskStalls(probability: 0.5, delay: .uniform(0, 1))
      // The stage looks after what is left over.
      try stage.run {
        await $0.hang()
      } _: { client in
        let call = try await open(client, .team)
        await client.world.sleep(for: .milliseconds(Int64(50 * seed)))
        call.close()
        await client.world.sleep(for: .seconds(20))
      }
    }
  }

  // MARK: The daily limit

  @Test func `when the limit of one is used up, another one's pays`() throws {
    let result = try Stage { $0.tiers.team.previewsPerDay = 0 }.run(Self.slow) { client in
      async let first = client.stream(.team)
      async let second = client.stream(.enterprise)
      let (refused, paid) = (try await first, try await second)
      #expect(refused.status == 429)
      #expect(refused.json?["error"]?.stringValue == "rate_limited")
      #expect(refused.fields["retry-after"] != nil)
      #expect(refused.fields["x-ratelimit-remaining"] == "0")
      #expect(paid.terminal?["spec"] != nil)
    }
    #expect(result.calls.count == 1)
    #expect(events(result) == ["preview_rejected", "preview_spec_ready"])
  }

  @Test func `a hit and a joining take nothing, and the one too many is refused`() throws {
    let result = try Stage { $0.tiers.team.previewsPerDay = 2 }.run(Self.slow) { client in
      async let first = client.stream()
      async let joined = client.preview()
      for answer in [try await first, try await joined] {
        #expect(answer.fields["x-ratelimit-remaining"] == "1")
      }
      let hit = try await client.preview()
      #expect(hit.json?["cached"] == true)
      #expect(hit.fields["x-ratelimit-remaining"] == "1")
      let other = try await client.preview(prompt: "A server that tells the time")
      #expect(other.fields["x-ratelimit-remaining"] == "0")
      let many = try await client.stream(prompt: "A server that tells stories")
      #expect(many.status == 429)
      #expect(many.fields["access-control-allow-origin"] == StageClient.origin)
    }
    #expect(result.calls.count == 2)
  }

  @Test(arguments: ["/v1/servers/preview", "/v1/servers/preview/stream"])
  func `a call that reached nobody is given back, any other failure counts`(target: String) throws {
    var stage = Stage { $0.tiers.team.previewsPerDay = 2 }
    stage.options.silentHosts = ["llm"]
    try stage.run { client in
      for number in 0..<3 {
        let answer = try await client.send(
          "POST", target, StageClient.fields(of: .team), StageClient.body("A server, no. \(number)")
        )
        #expect(answer.body.contains("provider_error"))
      }
    }
    let failing = Stage { $0.tiers.team.previewsPerDay = 2 }
    try failing.run {
      $0.respond(500, "{}")
    } _: { client in
      var statuses: [Int] = []
      for number in 0..<3 {
        statuses.append(try await client.preview(prompt: "A server, no. \(number)").status)
      }
      #expect(statuses == [502, 502, 429])
    }
  }

  @Test func `who leaves before the call pays nothing, and another one does`() throws {
    let result = try Stage {
      $0.statementCost = .constant(1)
      $0.tiers.team.previewsPerDay = 1
    }.run(Self.slow) { client in
      let first = try await open(client, .team)
      async let second = client.stream(.enterprise)
      // Both have been looked up, the limit is being asked.
      await client.world.sleep(for: .milliseconds(2500))
      first.close()
      let payer = try await second
      #expect(payer.fields["x-ratelimit-limit"] == "1000")
      let again = try await client.preview(prompt: "A server that tells the time")
      #expect(again.status == 200)
    }
    #expect(result.calls.count == 2)
  }

  // MARK: Cache

  /// A task that has looked into the cache may be the last to run on, behind a whole flight.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `on a slow core, too, who finds no flight finds its spec`(seed: UInt64) throws {
    var stage = Stage { $0.statementCost = .constant(0.1) }
    stage.options.seed = seed
    stage.options.stalls = TaskStalls(probability: 0.3, delay: .uniform(0, 2))
    let result = try stage.run { client in
      async let first = client.preview()
      async let second = client.preview()
      await client.world.sleep(for: .seconds(1))
      async let third = client.preview()
      for answer in [try await first, try await second, try await third] {
        #expect(answer.status == 200)
      }
    }
    #expect(result.calls.count == 1)
  }

  @Test func `a preview from the cache asks the database once, a new one three times`() throws {
    let metrics = Box<[String]>([])
    try Stage().run { client in
      for _ in 1...2 {
        _ = try await client.preview()
        let text = try await client.send("GET", "/metrics", [:], "").body
        let count = text.split(separator: "\n").first {
          $0.hasPrefix("bmm_database_access_duration_seconds_count ")
        }
        metrics.value.append(String(count?.split(separator: " ").last ?? ""))
      }
    }
    // Seeding has asked as well: once.
    #expect(metrics.value == ["4", "5"])
  }

  // MARK: Tokens

  @Test func `what a failed attempt has cost is accounted with the one that succeeds`() throws {
    let result = try Stage { $0.tiers.team.retries = 1 }.run { call in
      call.startStream()
      call.messageStart()
      if call.number == 1 {
        call.event("error", #"{"type":"error","error":{"type":"overloaded_error","message":"x"}}"#)
        return await call.hang()
      }
      call.delta(Stage.spec)
      call.messageEnd("end_turn", outputTokens: 34)
    } _: { client in
      let answer = try await client.stream()
      #expect(answer.terminal?["usage"] == ["inputTokens": 21, "outputTokens": 34])
    }
    #expect(result.calls.count == 2)
    #expect(result.outcomes.map { $0["output_tokens"] } == [35])
    #expect(result.outcomes.map { $0["input_tokens"] } == [42])
  }
}
