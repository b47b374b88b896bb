import Service
import Testing
import Wire
import World

/// Runs the service between a client and a scripted provider, and looks after the end of the run.
struct Stage {
  var options = SimOptions(seed: 1)
  var era = Era.today
  /// Gets the service itself, for those who look inside.
  var serving: (PreviewService) -> Void = { _ in }
  var change: (inout ServiceConfiguration) -> Void = { _ in }

  /// What a run has left behind.
  struct Result {
    var log: [LogLine]
    var calls: [ScriptedCall]

    /// The outcome lines, by the names of the outcomes.
    var outcomes: [LogLine] { log.filter { PreviewOutcome(rawValue: $0.event) != nil } }
  }

  /// A stage without latency, so that instants are exact.
  init() {
    options.defaultLink = LinkProfile(latency: .constant(0))
  }

  init(_ era: Era = .today, _ change: @escaping (inout ServiceConfiguration) -> Void = { _ in }) {
    self.init()
    self.era = era
    self.change = change
  }

  static let spec = """
    {"name":"Weather","slug":"weather","description":"Tells the weather.","tools":[\
    {"name":"get_weather","description":"Weather of a city.",\
    "inputSchema":{"type":"object","properties":{"city":{"type":"string"}}},\
    "implementation":"const city = args.city;\\nreturn `Sunny in ${city} \u{2014} \u{1F31E}`;"}]}
    """

  static let goodScript: ScriptedProvider.Script = { call in
    if call.head.path == "/v1/messages" { call.answer(spec) } else { call.answerGLM(spec) }
  }

  /// A spec that takes more than one page of a database.
  static let longScript: ScriptedProvider.Script = { call in
    let long = String(repeating: "// Sunny.\\n", count: 30)
    call.answer(spec.replacing("const city", with: "\(long)const city"))
  }

  static let users = Plan.allCases.map {
    SeededUser(
      email: "\($0.rawValue)@bmm.example", plan: $0, sessionToken: "token-of-\($0.rawValue)")
  }

  /// Runs a test's part as a client, with virtual time until all is over.
  @discardableResult
  func run(
    _ script: @escaping ScriptedProvider.Script = goodScript,
    _ act: @escaping @Sendable (StageClient) async throws -> Void
  ) throws -> Result {
    let loop = Loop.simulated(options)
    return try run(
      on: loop, at: { Address($0, port: 443) }, until: .start + .seconds(90 * 86_400),
      script, act)
  }

  /// Runs a test's part as a client on a given loop.
  func run(
    on loop: Loop, at address: (String) -> Address, until limit: Instant,
    _ script: @escaping ScriptedProvider.Script,
    _ act: @escaping @Sendable (StageClient) async throws -> Void
  ) throws -> Result {
    let worlds = ["users", "service", "llm"].map { World($0, on: loop) }
    let lines = Box<[LogLine]>([])
    let provider = ScriptedProvider(in: worlds[2], script)
    let llm = try provider.start(at: address("llm"))
    let service = try PreviewService(in: worlds[1], configuration(llm)) { lines.value.append($0) }
    serving(service)
    let bound = try service.start(at: address("service"))
    let client = StageClient(in: worlds[0], of: bound, in: worlds[1])

    worlds[0].spawn("test") {
      do {
        try await service.seed(Self.users)
        try await act(client)
      } catch {
        Issue.record(error)
      }
      client.close()
      await service.stop(by: worlds[0].now + .seconds(1))
      provider.stop()
    }

    #expect(loop.run(until: limit) == .idle)
    for world in worlds {
      #expect(world.openTasks.isEmpty, "left over in \(world.name)")
      #expect(world.openConnections == 0, "left over in \(world.name)")
    }
    return Result(log: lines.value, calls: provider.calls)
  }

  private func configuration(_ llm: Address) -> ServiceConfiguration {
    var configuration = ServiceConfiguration(
      era,
      providers: ProviderEndpoints(
        anthropic: ProviderEndpoint(llm, key: "sk-anthropic"),
        zhipu: ProviderEndpoint(llm, key: "id.secret")),
      webOrigins: [StageClient.origin, "https://www.bmm.example"])
    configuration.statementCost = .constant(0)
    change(&configuration)
    return configuration
  }
}
