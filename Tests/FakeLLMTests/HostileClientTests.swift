import FakeLLM
import HTTP
import HostilePeers
import Testing
import Wire
import World

@Suite struct HostileClientTests {
  /// One siege of a provider, at whose end nothing may be left.
  private static func siege(_ attack: Siege.Attack, model: String = "claude-test") throws
    -> Siege.Result
  {
    let loop = Loop.simulated(options)
    let world = World("llm", on: loop)
    let configuration = FakeLLMConfiguration(models: [.steady(tokens: 100), long])
    let provider = FakeLLM(in: world, configuration) { _ in }
    let siege = Siege(of: world, at: try provider.start(at: Address("llm", port: 443)))
    let result = Box<Siege.Result?>(nil)
    world.spawn("siege") {
      let request = Ask.messages(maxTokens: 20_000, with: ["model": .string(model)])
      result.value = await siege.run(attack, with: request, beside: Ask.messages())
      await provider.stop(by: world.now + .seconds(1))
    }
    #expect(loop.run(until: .start + .seconds(7200)) == .idle)
    for world in siege.worlds + [world] { #expect(world.leftovers == [], "in \(world.name)") }
    #expect(provider.openCalls == 0)
    return try #require(result.value)
  }

  private static let options = {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.001))
    return options
  }()

  /// A model whose stream fills all buffers between it and a client within a few seconds.
  private static let long = {
    var model = ModelProfile.steady(tokens: 20_000, perDelta: 8)
    model.name = "claude-long"
    model.tokensPerSecond = .constant(5000)
    return model
  }()

  /// What an honest client sees when it is alone.
  private static let peace = Result { try siege(.none).visits }

  private func expectPeace(_ result: Siege.Result) throws {
    #expect(result.visits.count >= 2)
    #expect(result.visits == Array(try Self.peace.get().prefix(result.visits.count)))
    #expect(result.heldMost <= Siege.heldMax)
  }

  @Test func `an honest client alone gets all of its answers`() throws {
    let visits = try Self.peace.get()
    #expect(visits.count > 40)
    #expect(visits.allSatisfy { $0.status == 200 && $0.isWhole && $0.lines > 100 })
  }

  @Test(arguments: RequestState.allCases, Hostility.allCases)
  func `a request that does not come to its end is refused in time, and harms nobody`(
    state: RequestState, hostility: Hostility
  ) throws {
    let result = try Self.siege(.inRequest(state, hostility))
    let verdict = state.verdict(on: hostility)
    #expect(result.status == verdict.status)
    #expect(result.gone.isNear(verdict.after))
    try expectPeace(result)
  }

  /// Where in its answer a client turns hostile.
  struct Place: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// It reads up to this text.
    let text: String
    let model: String
    /// How long the provider waits for it there.
    let patience: Duration

    static let all = [
      Place("nothing read", "", "claude-long", HTTPTimeouts.unreadAnswers),
      Place("behind the head", "\r\n\r\n", "claude-long", HTTPTimeouts.unreadAnswers),
      Place("in the text", "content_block_delta", "claude-long", HTTPTimeouts.unreadAnswers),
      Place("behind the last event", "message_stop", "claude-test", HTTPTimeouts.keepAliveIdle),
      Place("behind the answer", "0\r\n\r\n", "claude-test", HTTPTimeouts.keepAliveIdle),
    ]

    init(_ name: String, _ text: String, _ model: String, _ patience: Duration) {
      (testDescription, self.text, self.model, self.patience) = (name, text, model, patience)
    }
  }

  @Test(arguments: Place.all, Reading.allCases)
  func `a client that does not read its stream is given up in time, and harms nobody`(
    place: Place, reading: Reading
  ) throws {
    let result = try Self.siege(.behindRequest(readTo: place.text, reading), model: place.model)
    #expect(reading.verdict(patience: place.patience).contains(result.gone), "\(result.gone)")
    try expectPeace(result)
  }
}
