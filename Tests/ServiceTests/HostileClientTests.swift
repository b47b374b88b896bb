import HTTP
import HostilePeers
import Service
import Testing
import Wire
import World

@Suite struct HostileClientTests {
  /// One siege of the service before an honest provider, at whose end nothing may be left.
  private static func siege(
    _ attack: Siege.Attack, prompt: String = StageClient.prompt, with hostile: HTTPRequest? = nil
  ) throws -> Siege.Result {
    let result = Box<Siege.Result?>(nil)
    var stage = Stage { $0.cacheTTL = nil }
    stage.options.defaultLink = LinkProfile(latency: .constant(0.001))
    let siege = Box<Siege?>(nil)
    let run = try stage.run(provider) { client in
      let attackers = Siege(of: client.serviceWorld, at: client.service)
      siege.value = attackers
      result.value = await attackers.run(
        attack, with: hostile ?? request(prompt), beside: request(StageClient.prompt))
    }
    for world in siege.value?.worlds ?? [] { #expect(world.leftovers == [], "in \(world.name)") }
    #expect(run.calls.allSatisfy { $0.gone != nil })
    return try #require(result.value)
  }

  private static func request(_ prompt: String) -> HTTPRequest {
    HTTPRequest(
      "POST", "/v1/servers/preview/stream", fields: StageClient.fields(of: .team),
      body: Array(StageClient.body(prompt).utf8))
  }

  /// The prompt whose stream fills all buffers on its way within a few seconds.
  private static let long = "A server of great length"

  private static let provider: ScriptedProvider.Script = { call in
    let isLong = call.prompt == long
    call.startStream()
    call.messageStart()
    for _ in 0..<(isLong ? 100 : 20) {
      call.delta(String(repeating: "x", count: isLong ? 15_000 : 600))
      await call.wait(.milliseconds(100))
    }
    call.messageEnd("end_turn", outputTokens: 34)
  }

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
    #expect(visits.allSatisfy { $0.status == 200 && $0.isWhole && $0.lines == 3 * 21 })
  }

  @Test(arguments: RequestState.allCases, Hostility.allCases)
  func `a request that does not come to its end is refused in time, and harms nobody`(
    state: RequestState, hostility: Hostility
  ) throws {
    let result = try Self.siege(.inRequest(state, hostility))
    #expect(result.status == status(for: hostility, in: state))
    #expect(result.gone.isNear(state.verdict(on: hostility).after), "\(result.gone)")
    try expectPeace(result)
  }

  @Test(arguments: RequestState.allCases, Hostility.allCases)
  func `a wish for a log-in link that does not come to its end is refused in time as well`(
    state: RequestState, hostility: Hostility
  ) throws {
    let wish = HTTPRequest(
      "POST", "/v1/auth/magic-link", fields: StageClient.fields(of: nil),
      body: Array(#"{"email":"ada@example.org"}"#.utf8))
    let result = try Self.siege(.inRequest(state, hostility), with: wish)
    #expect(result.status == status(for: hostility, in: state))
    #expect(result.gone.isNear(state.verdict(on: hostility).after), "\(result.gone)")
    try expectPeace(result)
  }

  @Test(arguments: [HTTPTimeouts.keepAliveIdle], Reading.allCases)
  func `a client that stays behind the refusal of its link is given up in time`(
    patience: Duration, reading: Reading
  ) throws {
    let click = HTTPRequest("GET", "/v1/auth/magic-link/callback?token=00", fields: [:])
    let result = try Self.siege(.behindRequest(readTo: "HTTP/1.1 401", reading), with: click)
    #expect(reading.verdict(patience: patience).contains(result.gone), "\(result.gone)")
    try expectPeace(result)
  }

  private func status(for hostility: Hostility, in state: RequestState) -> Int? {
    switch (state, hostility) {
    // The announced body is whole, but no JSON.
    case (.behindTheHead, .floods), (.inTheBody, .floods): 400
    default: state.verdict(on: hostility).status
    }
  }

  /// Where in its answer a client turns hostile.
  struct Place: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// It reads up to this text.
    let text: String
    let prompt: String
    /// How long the service waits for it there.
    let patience: Duration

    static let all = [
      Place("nothing read", "", long, HTTPTimeouts.unreadAnswers),
      Place("behind the head", "\r\n\r\n", long, HTTPTimeouts.unreadAnswers),
      Place("in the text", "event: text", long, HTTPTimeouts.unreadAnswers),
      Place(
        "behind the last event", "event: error", StageClient.prompt, HTTPTimeouts.keepAliveIdle),
      Place("behind the answer", "0\r\n\r\n", StageClient.prompt, HTTPTimeouts.keepAliveIdle),
    ]

    init(_ name: String, _ text: String, _ prompt: String, _ patience: Duration) {
      (testDescription, self.text, self.prompt, self.patience) = (name, text, prompt, patience)
    }
  }

  @Test(arguments: Place.all, Reading.allCases)
  func `a client that does not read its stream is given up in time, and harms nobody`(
    place: Place, reading: Reading
  ) throws {
    let result = try Self.siege(
      .behindRequest(readTo: place.text, reading), prompt: place.prompt)
    #expect(reading.verdict(patience: place.patience).contains(result.gone), "\(result.gone)")
    try expectPeace(result)
  }
}
