import EdgeSim
import Testing
import World

@testable import bmm_bench

/// Scenarios whose links have faults.
struct LinkFaultTests {
  private static func scenario(
    _ faults: String, on link: String = "users-edge", users: Int = 1, more: String = ""
  ) throws -> Scenario {
    try Scenario(
      text: """
        { name: 'x', about: 'y', links: { '\(link)': { faults: [\(faults)] } }, \(more)
          users: [{ name: 'u', plan: 'team', arrivals: { closed: \(users) },
            steps: [{ previewStream: {} }] }] }
        """)
  }

  private static func outcomes(_ result: RunResult) -> [String] {
    result.outcomes.map { "\($0.count) \($0.outcome.name)" }
  }

  @Test(
    arguments: [
      ("users-edge", "cut: { event: 3 }", "1 connection_lost"),
      ("users-edge", "reset: { event: 3 }", "1 connection_lost"),
      // Whole but for its last chunk: nobody may take it for a success.
      ("users-edge", "cut: { event: ['spec'] }", "1 connection_lost"),
      ("users-edge", "cut: { byte: 0 }", "1 connection_lost"),
      ("edge-service", "cut: { body: 0 }", "1 edge_520"),
      ("edge-service", "cut: { event: 3 }", "1 connection_lost"),
      ("service-llm", "cut: { event: 3 }", "1 provider_error"),
      ("service-llm", "stall: { event: 3 }", "1 preview_timeout"),
      ("service-llm", "corrupt: { byte: 0 }", "1 provider_error"),
      ("edge-service", "slicer: { size: '1B' }", "1 spec"),
      ("service-llm", "latency: { uniform: ['1ms', '90ms'] }, direction: 'both'", "1 spec"),
      ("service-llm", "bandwidth: '4kB'", "1 spec"),
    ])
  func `users see what a fault makes of their answer, and nothing else breaks`(
    link: String, fault: String, outcome: String
  ) throws {
    let result = try Self.scenario("{ \(fault) }", on: link).run()
    #expect(Self.outcomes(result) == [outcome])
    #expect(result.broken == [], "\(result.report)")
  }

  @Test(
    arguments: [
      ("client: { timeout: '10s' }, steps: [{ previewStream: {} }]", "client_timeout", 10),
      ("steps: [{ previewStream: { leaveAfter: '4s' } }]", "left", 4),
      ("steps: [{ previewStream: {} }]", "connect_failed", 30),
    ])
  func `a page and its user wait for a connection no longer than they would for an answer`(
    user: String, outcome: String, seconds: Int
  ) throws {
    let scenario = try Scenario(
      text: """
        { name: 'x', about: 'y', links: { 'users-edge': { faults: [{ down: 'silent' }] } },
          users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 }, \(user) }],
          expect: ['min(e2e) == \(seconds)s'] }
        """)
    let result = try scenario.run()
    #expect(Self.outcomes(result) == ["1 \(outcome)"])
    #expect(result.verdict == .held, "\(result.report)")
  }

  @Test func `a seed repeats a run with faults`() throws {
    let faults = "{ cut: { event: 9 }, share: '30%' }, { latency: { exponential: '9ms' } }"
    let scenario = try Self.scenario(faults, users: 20)
    let (first, again) = (try scenario.run(), try scenario.run())
    let lost = first.outcomes.first { $0.outcome == .connectionLost }?.count ?? 0
    #expect((1...19).contains(lost))
    #expect(first.digest == again.digest)
    #expect(try scenario.changed { $0.seed = 2 }.run().digest != first.digest)
  }

  @Test(arguments: ["edge-hop-2", "hop-2-service"])
  func `there are faults between proxies too`(link: String) throws {
    let scenario = try Self.scenario(
      "{ cut: { event: 3 } }", on: link, more: "edge: 'cloudflare-2026 > nginx-1.29',")
    #expect(Self.outcomes(try scenario.run()) == ["1 connection_lost"])
  }

  @Test func `faults work on real sockets`() throws {
    let faults = "{ cut: { event: 3 }, nthConnection: 2 }, { slicer: { size: '99B' } }"
    let scenario = try Self.scenario(faults, users: 3)
    let result = try ScenarioRun(scenario, .live, timeScale: 0.05).run()
    #expect(Self.outcomes(result) == ["2 spec", "1 connection_lost"])
    #expect(result.broken == [], "\(result.report)")
  }

  @Test(
    arguments: [
      ("edge-service", "refused", "cloudflare-2026", "edge_521"),
      ("edge-service", "silent", "cloudflare-2026", "edge_522"),
      ("edge-service", "unroutable", "cloudflare-2026", "edge_523"),
      ("edge-service", "unresolved", "cloudflare-2026", "edge_530"),
      ("edge-service", "refused", "nginx-1.29", "edge_502"),
      ("edge-service", "silent", "nginx-1.29", "edge_504"),
      ("edge-service", "unroutable", "nginx-1.29", "edge_502"),
      ("edge-service", "unresolved", "nginx-1.29", "edge_502"),
      ("users-edge", "refused", "cloudflare-2026", "connect_failed"),
      ("service-llm", "unresolved", "cloudflare-2026", "provider_error"),
    ])
  func `a link that is down is told of by whoever cannot connect`(
    link: String, kind: String, edge: String, outcome: String
  ) throws {
    let result = try Self.scenario("{ down: '\(kind)' }", on: link, more: "edge: '\(edge)',").run()
    #expect(Self.outcomes(result) == ["1 \(outcome)"])
    #expect(result.broken == [], "\(result.report)")
  }

  @Test func `what no socket can be is refused at the start of a live run`() throws {
    let scenario = try Self.scenario("{ down: 'silent' }")
    let error = #expect(throws: SetUpError.self) { try ScenarioRun(scenario, .live).run() }
    #expect(error?.reason.hasPrefix("the link users-edge is down as no socket") == true)
  }

  /// The commonest way to lose the end of a stream: the proxy asks in HTTP/1.0, and ends its own
  /// answer as if the origin had.
  @Test func `behind a proxy that asks in HTTP 1.0 a cut looks like an end, which is noticed`()
    throws
  {
    let scenario = try Self.scenario(
      "{ cut: { event: 3 } }", on: "hop-2-service", more: "edge: 'cloudflare-2026 > nginx-1.22',")
    let result = try scenario.run()
    #expect(Self.outcomes(result) == ["1 no_terminal_event"])
    #expect(result.broken == [.terminalEvent, .outcomeLog])
  }

  @Test func `a garbled character is another character, and only the text tells`() throws {
    let spec =
      #"{"name":"東京","slug":"tokyo","description":"Grüße","tools":[{"name":"a","#
      + #""description":"b","inputSchema":{"type":"object"},"implementation":"return 1;"}]}"#
    let model = "llm: { rules: [{ then: { text: '\(spec)' } }] },"
    let clean = try Self.scenario("{ latency: '1ms' }", more: model).run()
    let result = try Self.scenario("{ corrupt: { character: 0 } }", more: model).run()
    #expect(Self.outcomes(result) == ["1 spec"])
    #expect(Self.outcomes(clean) == ["1 spec"])
    #expect(clean.broken == [], "\(clean.report)")
    #expect(result.broken == [.textIntact], "\(result.report)")
  }
}
