import FakeLLM
import HTTP
import Testing
import Wire
import World

/// A provider and a client of it on one loop.
final class Stage: @unchecked Sendable {  // Confined to its loop's thread.
  let loop: Loop
  let users: World
  let provider: FakeLLM
  private let llm: World
  private let address: Address
  private let ended: Box<[ProviderCall]>

  /// The calls that the provider has entered in its books.
  var calls: [ProviderCall] { ended.value }

  init(
    _ loop: Loop, _ configuration: FakeLLMConfiguration,
    at address: Address = Address("llm", port: 443)
  ) {
    let ended = Box<[ProviderCall]>([])
    self.loop = loop
    self.address = address
    self.ended = ended
    users = World("users", on: loop)
    llm = World("llm", on: loop)
    provider = FakeLLM(in: llm, configuration) { ended.value.append($0) }
  }

  /// Virtual time, and a network that takes none of it.
  static func quickLoop(seed: UInt64 = 1) -> Loop {
    var options = SimOptions(seed: seed)
    options.defaultLink = LinkProfile(latency: .constant(0))
    return .simulated(options)
  }

  /// A stage in virtual time, whose network takes no time unless said otherwise.
  convenience init(
    _ rules: [BehaviourRule] = [], model: ModelProfile = .steady, apiKeys: [String]? = nil,
    seed: UInt64 = 1, latency: Double = 0
  ) {
    var options = SimOptions(seed: seed)
    options.defaultLink = LinkProfile(latency: .constant(latency))
    let configuration = FakeLLMConfiguration(models: [model], rules: rules, apiKeys: apiKeys)
    self.init(.simulated(options), configuration)
  }

  /// Runs the users' part to the end of the run, and expects that nothing is left then.
  func run<Value>(
    _ body: @escaping @Sendable (HTTPClient) async throws -> Value
  ) throws -> Value {
    let result = Box<Result<Value, any Error>?>(nil)
    users.spawn("test") { [self] in
      do {
        let client = HTTPClient(in: users, to: try provider.start(at: address))
        defer { client.close() }
        result.value = .success(try await body(client))
      } catch {
        result.value = .failure(error)
      }
      await provider.stop(by: users.now + .seconds(1))
    }
    #expect(loop.run(until: .start + .seconds(7200)) == .idle)
    #expect(provider.openCalls == 0)
    #expect(users.openConnections == 0 && llm.openConnections == 0)
    #expect(users.openTasks.isEmpty && llm.openTasks.isEmpty)
    return try #require(result.value).get()
  }

  /// Sends one request and reads all of its answer.
  func reply(to request: HTTPRequest, leaveAfter events: Int = .max) throws -> Reply {
    try run { [self] in
      try await Reply.read(request, from: $0, in: users, leaveAfter: events)
    }
  }
}

extension ModelProfile {
  /// A model without chance: the first token after 2 s, then 100 a second, one in each event.
  static let steady = steady(tokens: 400)

  static func steady(tokens: Int, perDelta: Int = 1) -> ModelProfile {
    ModelProfile(
      name: "claude-test", firstToken: .constant(2), tokensPerSecond: .constant(100),
      outputTokens: .constant(Double(tokens)), tokensPerDelta: perDelta)
  }
}
