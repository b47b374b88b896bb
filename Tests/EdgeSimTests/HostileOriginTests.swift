import HTTP
import HostilePeers
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct HostileOriginTests {
  private static let answer = HostileServer.Answer(
    type: "text/plain", pieces: Array(repeating: "a line\n", count: 20), beginning: "a line\n",
    event: String(repeating: "x", count: 99) + "\n")

  /// What came of an origin's hostility, and how the edge saw it.
  private static func ambush(
    _ state: AnswerState, _ hostility: Hostility
  ) throws -> (Ambush.Result, EdgeCause?) {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.001))
    let loop = Loop.simulated(options)
    let (world, service) = (World("edge", on: loop), World("service", on: loop))
    let origin = HostileServer(in: service, answer, state, hostility)
    let configuration = EdgeConfiguration(
      profile: EdgeRig.punctual(), origin: try origin.start(), host: "app.example")
    let records = Box<[EdgeRecord]>([])
    let edge = Edge(in: world, configuration) { records.value.append($0) }
    let ambush = Ambush(
      of: world, at: try edge.start(at: Address("edge", port: 80)), calling: service)
    let result = Box<Ambush.Result?>(nil)
    world.spawn("ambush") {
      result.value = await ambush.run(
        HTTPRequest("GET", "/hostile"), beside: HTTPRequest("GET", "/"))
      await edge.stop(by: world.now + .seconds(1))
      origin.stop()
    }
    #expect(loop.run(until: .start + .seconds(7200)) == .idle)
    for world in ambush.worlds + [world, service] {
      #expect(world.leftovers == [], "in \(world.name)")
    }
    #expect(edge.openExchanges == 0)
    #expect(origin.attacks == 1)
    return (
      try #require(result.value), records.value.first { $0.path == "/hostile" }?.cause
    )
  }

  /// What the client gets, what the edge notes, and when.
  private func verdict(
    _ state: AnswerState, _ hostility: Hostility
  ) -> (status: Int, cause: EdgeCause, after: Duration) {
    let isHeld = state.isInHead || state == .behindTheHead
    switch hostility {
    case .stops where isHeld: return (524, .readTimeout, EdgeLimits.read2024)
    case .stops: return (200, .idleCut, EdgeLimits.read2024)
    // The read timeout counts from read to read, so only the client's patience ends this.
    case .dribbles: return (state.isInHead ? 0 : 200, .clientGone, Visit.patience)
    case .resets, .finishes:
      return (isHeld ? 520 : 200, state.isInHead ? .closedBeforeHead : .originCut, .zero)
    case .floods where state.isInHead: return (520, .malformed, .zero)
    case .floods where state == .inAChunkExtension || state == .inTrailers:
      return (200, .malformed, .zero)
    // A body may be of any length; the client has had enough of it.
    case .floods: return (200, .clientGone, .zero)
    }
  }

  @Test(arguments: AnswerState.allCases, Hostility.allCases)
  func `an answer that does not come to its end is an error page or a cut, and harms nobody`(
    state: AnswerState, hostility: Hostility
  ) throws {
    let (result, cause) = try Self.ambush(state, hostility)
    let verdict = verdict(state, hostility)
    #expect(result.victim.status == verdict.status)
    #expect(result.victim.isWhole == (verdict.status >= 500), "only a page is whole")
    #expect(result.victim.took.isNear(verdict.after), "\(result.victim.took)")
    #expect(cause == verdict.cause)
    #expect(result.visits.count >= 2)
    #expect(result.visits.allSatisfy { $0.isWhole && $0.lines == 20 && $0.took < .seconds(2.1) })
    #expect(result.heldMost <= 2 * Siege.heldMax, "one connection for each client")
  }
}
