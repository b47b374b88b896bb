import HTTP
import HostilePeers
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct HostileClientTests {
  /// One siege of an edge before an honest origin, at whose end nothing may be left.
  private static func siege(_ attack: Siege.Attack, path: String = "/short") throws
    -> Siege.Result
  {
    let loop = Loop.simulated(options)
    let (world, service) = (World("edge", on: loop), World("service", on: loop))
    let origin = HTTPServer("origin", in: service, handler: PacedOrigin())
    let address = try origin.listen(at: Address("service", port: 80))
    let configuration = EdgeConfiguration(profile: profile, origin: address, host: "app.example")
    let edge = Edge(in: world, configuration) { _ in }
    let siege = Siege(of: world, at: try edge.start(at: Address("edge", port: 80)))
    let result = Box<Siege.Result?>(nil)
    world.spawn("siege") {
      let body = Array("a body of some length".utf8)
      result.value = await siege.run(
        attack, with: HTTPRequest("POST", path, body: body),
        beside: HTTPRequest("POST", "/short", body: body))
      await edge.stop(by: world.now + .seconds(1))
      await origin.drain(by: world.now + .seconds(1))
    }
    #expect(loop.run(until: .start + .seconds(7200)) == .idle)
    for world in siege.worlds + [world, service] {
      #expect(world.leftovers == [], "in \(world.name)")
    }
    #expect(edge.openExchanges == 0)
    return try #require(result.value)
  }

  private static let options = {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.001))
    return options
  }()

  /// The bodies that Cloudflare takes would only make a flood longer.
  private static let profile = EdgeRig.punctual { $0.bodyBytesLimit = 1_000_000 }

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
    #expect(visits.allSatisfy { $0.status == 200 && $0.isWhole && $0.lines == 21 })
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

  private func status(for hostility: Hostility, in state: RequestState) -> Int? {
    switch (state, hostility) {
    // Cloudflare says so of heads as well.
    case (.inAField, .floods): 413
    // The announced body is whole, and so the origin answers.
    case (.behindTheHead, .floods), (.inTheBody, .floods): 200
    // Nobody is left to answer.
    case (_, .finishes): nil
    default: state.verdict(on: hostility).status
    }
  }

  /// Where in its answer a client turns hostile.
  struct Place: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// It reads up to this text.
    let text: String
    let path: String
    /// How long the edge waits for it there.
    let patience: Duration

    static let all = [
      Place("nothing read", "", PacedOrigin.long, EdgeLimits.clientStall),
      Place("behind the head", "\r\n\r\n", PacedOrigin.long, EdgeLimits.clientStall),
      Place("in the body", "xxx", PacedOrigin.long, EdgeLimits.clientStall),
      Place("behind the last line", "the end", "/short", HTTPTimeouts.keepAliveIdle),
      Place("behind the answer", "0\r\n\r\n", "/short", HTTPTimeouts.keepAliveIdle),
    ]

    init(_ name: String, _ text: String, _ path: String, _ patience: Duration) {
      (testDescription, self.text, self.path, self.patience) = (name, text, path, patience)
    }
  }

  @Test(arguments: Place.all, Reading.allCases)
  func `a client that does not read its answer is given up in time, and harms nobody`(
    place: Place, reading: Reading
  ) throws {
    let result = try Self.siege(.behindRequest(readTo: place.text, reading), path: place.path)
    #expect(reading.verdict(patience: place.patience).contains(result.gone), "\(result.gone)")
    try expectPeace(result)
  }
}
