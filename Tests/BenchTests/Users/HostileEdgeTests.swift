import HTTP
import HostilePeers
import Service
import Testing
import Wire
import World

@testable import bmm_bench

@Suite struct HostileEdgeTests {
  private static let event = "event: text\ndata: {\"delta\":\"xxxx\"}\n\n"

  private static let answer = HostileServer.Answer(
    type: "text/event-stream",
    pieces: Array(repeating: event, count: 20) + ["event: spec\ndata: {\"spec\":{}}\n\n"],
    beginning: event, event: event)

  /// What two users have seen: one of whom was answered with hostility.
  private static func ambush(
    _ state: AnswerState, _ hostility: Hostility, patience: Duration
  ) throws -> (victim: RequestRecord, honest: RequestRecord, heldMost: Int) {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.001), bandwidth: 1_000_000)
    let loop = Loop.simulated(options)
    let (users, edge) = (World("users", on: loop), World("edge", on: loop))
    let server = HostileServer(in: edge, answer, state, hostility)
    let target = UserTarget(address: try server.start(), host: "edge", webOrigin: "https://x")
    let seen = Seen()
    for prompt in ["/hostile", "/"] {
      users.spawn("user") {
        seen.records[prompt] = await read(prompt, target, patience: patience, in: users)
        if seen.records.count == 2 { server.stop() }
      }
    }
    users.spawn("watch") {
      while seen.records.count < 2 {
        seen.heldMost = max(seen.heldMost, users.held(withPeer: "edge").bytes)
        await users.sleep(for: .milliseconds(20))
      }
    }
    #expect(loop.run(until: .start + .seconds(7200)) == .idle)
    for world in [users, edge] { #expect(world.leftovers == [], "in \(world.name)") }
    #expect(server.attacks == 1)
    return (
      try #require(seen.records["/hostile"]), try #require(seen.records["/"]), seen.heldMost
    )
  }

  private final class Seen: @unchecked Sendable {  // Used on the loop's thread only.
    var records: [String: RequestRecord] = [:]
    var heldMost = 0
  }

  private static func read(
    _ path: String, _ target: UserTarget, patience: Duration, in world: World
  ) async -> RequestRecord? {
    let client = HTTPClient(in: world, to: target.address)
    defer { client.close() }
    let by = world.now + .seconds(5)
    guard let call = try? await client.send(HTTPRequest("GET", path), connectBy: by) else {
      return nil
    }
    let record = RequestRecord(
      id: path, group: "u", account: "u", plan: .team, route: .stream, planned: world.now,
      started: world.now)
    let page = UserPage(ClientModel(), webOrigin: target.webOrigin)
    let reader = AnswerReader(record, on: page, in: world)
    return await reader.record(of: call, until: world.now + patience)
  }

  @Test(arguments: AnswerState.allCases, Hostility.allCases)
  func `an answer that does not come to its end is given up in time, and harms nobody`(
    state: AnswerState, hostility: Hostility
  ) throws {
    // A flood without an end is a matter of patience too; seconds of it are enough.
    let patience: Duration = hostility == .floods ? .seconds(3) : .seconds(600)
    let (victim, honest, heldMost) = try Self.ambush(state, hostility, patience: patience)
    let outcome = outcome(state, hostility)
    #expect(victim.outcome == outcome)
    let took = try #require(victim.ended) - victim.started
    #expect(took.isNear(outcome == .left ? patience : .zero), "\(took)")
    #expect(honest.outcome == .spec)
    #expect(try #require(honest.ended) - honest.started < .seconds(3))
    #expect(heldMost <= 2 * Siege.heldMax)
  }

  private func outcome(_ state: AnswerState, _ hostility: Hostility) -> Outcome {
    switch hostility {
    // A page has no patience of its own, so its user's is what ends this.
    case .stops, .dribbles: .left
    case .resets, .finishes: .connectionLost
    case .floods:
      switch state {
      case .behindTheHead, .inTheBody, .betweenChunks, .inAChunk: .left
      default: .connectionLost
      }
    }
  }
}
