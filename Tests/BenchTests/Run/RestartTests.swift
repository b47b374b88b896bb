import Testing
import World

@testable import bmm_bench

/// Roles that die in the middle of a run and come back.
struct RestartTests {
  /// Users who come every second, before and behind the death of a role at 10 s.
  private static func scenario(_ role: String, down: String = "2s") throws -> Scenario {
    try Scenario(
      text: """
        { name: 'x', about: 'y', edge: 'cloudflare-2026 > nginx-1.29',
          faults: [{ at: '10s', restart: '\(role)', down: '\(down)' }],
          llm: { models: { 'claude-sonnet-4-6': {
            firstToken: '1s', tokensPerSecond: 100, outputTokens: 300 } } },
          users: [{ name: 'u', plan: 'team', arrivals: { constant: '1/s', count: 25 },
            steps: [{ previewStream: {} }] }] }
        """)
  }

  private static func names(_ result: RunResult) -> [String] {
    result.outcomes.map(\.outcome.name).sorted()
  }

  @Test func `a stack that has stopped is let go of`() throws {
    weak var stack: Stack?
    do {
      let loop = Loop.simulated(SimOptions(seed: 1))
      let standing = try Stack(
        try Self.scenario("edge"), Topology(outermost: .edge), on: loop, .sim, RunJournal())
      stack = standing
      standing.users.spawn("stop") {
        await standing.stop(by: standing.users.now + .seconds(1))
        loop.end(within: .seconds(1))
      }
      #expect(loop.run(until: .start + .seconds(9)) == .idle)
    }
    #expect(stack == nil)
  }

  @Test(
    arguments: [
      // Whoever was on the way loses its connection, or gets a 520 if no head had come; whoever
      // comes meanwhile is told so.
      ("edge", ["connect_failed", "connection_lost", "spec"]),
      ("hop-2", ["connection_lost", "edge_520", "edge_521", "spec"]),
      ("service", ["connection_lost", "edge_502", "edge_520", "spec"]),
      ("llm", ["provider_error", "spec"]),
      ("users-edge", ["connect_failed", "connection_lost", "spec"]),
    ])
  func `a role that dies takes its exchanges along, and those who come later are served`(
    role: String, outcomes: [String]
  ) throws {
    let result = try Self.scenario(role).run()
    #expect(Self.names(result) == outcomes, "\(result.report)")
    #expect(result.outcomes.first?.outcome == .spec, "most come before or behind")
    #expect(result.broken == [], "\(result.report)")
  }

  @Test func `a seed repeats a death`() throws {
    let scenario = try Self.scenario("service")
    let digest = try scenario.run().digest
    #expect(try scenario.run().digest == digest)
  }

  @Test func `who is dead at the end stays so, and leaves nothing`() throws {
    let result = try Self.scenario("hop-2", down: "10m").run()
    #expect(result.outcomes.first?.outcome == .edge(521))
    #expect(result.broken == [], "\(result.report)")
  }

  @Test func `a role comes back on real sockets`() throws {
    let result = try ScenarioRun(try Self.scenario("hop-2"), .live, timeScale: 0.1).run()
    #expect(Self.names(result).contains("edge_521"), "\(result.report)")
    #expect(result.outcomes.first?.outcome == .spec, "\(result.report)")
  }
}
