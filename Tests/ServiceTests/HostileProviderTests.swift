import HTTP
import HostilePeers
import Service
import Testing
import Wire
import World

@Suite struct HostileProviderTests {
  private static func delta(_ text: String) -> String {
    let delta = #"{"type":"text_delta","text":"\#(text)"}"#
    return "event: content_block_delta\n"
      + #"data: {"type":"content_block_delta","index":0,"delta":\#(delta)}"# + "\n\n"
  }
  private static let start =
    "event: message_start\n"
    + #"data: {"message":{"usage":{"input_tokens":21,"output_tokens":1}}}"#
    + "\n\n"
  private static let end =
    "event: message_delta\n"
    + #"data: {"delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}"#
    + "\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"

  private static let answer = HostileServer.Answer(
    type: "text/event-stream",
    pieces: [start] + Array(repeating: delta("xxxx"), count: 20) + [end],
    beginning: start + delta("xxxx"), event: delta(String(repeating: "x", count: 1000)))

  private static func ambush(
    _ state: AnswerState, _ hostility: Hostility
  ) throws -> (Ambush.Result, [LogLine]) {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.001))
    let loop = Loop.simulated(options)
    let (world, llm) = (World("service", on: loop), World("llm", on: loop))
    let provider = HostileServer(in: llm, answer, state, hostility)
    let endpoint = ProviderEndpoint(try provider.start(), key: "key")
    var configuration = ServiceConfiguration(
      providers: ProviderEndpoints(anthropic: endpoint, zhipu: endpoint))
    configuration.statementCost = .constant(0)
    configuration.cacheTTL = nil
    let lines = Box<[LogLine]>([])
    let service = try PreviewService(in: world, configuration) { lines.value.append($0) }
    let ambush = Ambush(
      of: world, at: try service.start(at: Address("service", port: 443)), calling: llm)
    let result = Box<Ambush.Result?>(nil)
    world.spawn("ambush") {
      try? await service.seed(Stage.users)
      result.value = await ambush.run(
        request("A hostile server"), beside: request(StageClient.prompt))
      await service.stop(by: world.now + .seconds(1))
      provider.stop()
    }
    #expect(loop.run(until: .start + .seconds(7200)) == .idle)
    for world in ambush.worlds + [world, llm] {
      #expect(world.leftovers == [], "in \(world.name)")
    }
    #expect(provider.attacks > 0)
    return (try #require(result.value), lines.value)
  }

  private static func request(_ prompt: String) -> HTTPRequest {
    HTTPRequest(
      "POST", "/v1/servers/preview/stream", fields: StageClient.fields(of: .team),
      body: Array(StageClient.body(prompt).utf8))
  }

  @Test(arguments: AnswerState.allCases, Hostility.allCases)
  func `an answer that does not come to its end ends its preview in time, and harms nobody`(
    state: AnswerState, hostility: Hostility
  ) throws {
    let (result, log) = try Self.ambush(state, hostility)
    let isPatient = hostility == .stops || hostility == .dribbles
    let after = isPatient ? ServiceLimits.streamBudget : .zero
    let outcome = isPatient ? PreviewOutcome.timeout : .providerError
    #expect(result.victim.status == 200)
    #expect(result.victim.isWhole, "the stream ends with its error event")
    #expect(result.victim.took.isNear(after), "\(result.victim.took)")
    // The honest provider's text is no spec, which is no matter here.
    let outcomes = log.map(\.event).filter { $0 != PreviewOutcome.invalid.rawValue }
    #expect(outcomes == [outcome.rawValue])
    #expect(result.visits.count >= 2)
    #expect(result.visits.allSatisfy { $0.isWhole && $0.lines == 63 && $0.took < .seconds(2.3) })
    #expect(result.heldMost <= 2 * Siege.heldMax, "one connection for each client")
  }

  @Test func `a flood that always comes in time ends at the budget, though its client is slow`()
    throws
  {
    var stage = Stage()
    stage.options.defaultLink = LinkProfile(latency: .constant(0.001))
    let run = try stage.run { call in
      call.startStream()
      call.messageStart()
      // 12 kB a second are more than the client takes, so that bytes are there at any time.
      for _ in 0..<800 where call.gone == nil {
        call.delta(String(repeating: "x", count: 6000))
        await call.wait(.milliseconds(500))
      }
    } _: { client in
      let call = try await client.open(
        "POST", "/v1/servers/preview/stream", StageClient.fields(of: .team), StageClient.body())
      let connection = call.connection
      while (try? await connection.more(by: client.world.now)) != .end,
        connection.failure == nil, client.world.now < .start + .seconds(400)
      {
        // Enough in a minute not to count as one that takes nothing.
        connection.consume(min(connection.input.count, 20_000))
        await client.world.sleep(for: .seconds(10))
      }
      call.close()
    }
    #expect(run.log.map(\.event) == [PreviewOutcome.timeout.rawValue])
    let ended = try #require(run.calls.first?.gone)
    #expect((ended - .start).isNear(ServiceLimits.streamBudget), "\(ended)")
  }
}
