import EdgeSim
import Service
import Testing
import World

@testable import bmm_bench

/// Whom the service takes for the visitor behind Cloudflare and an nginx.
struct VisitorAddressTests {
  private static let plain = "'cloudflare-2026 > nginx-1.22'"
  private static let believing =
    "['cloudflare-2026', { profile: 'nginx-1.22', believesCloudflare: true }]"
  private static let shipped = "'cloudflare-2026 > nginx-bmm'"

  @Test(arguments: [
    (plain, "", [], "as many hops as stand there"),
    (plain, "trustedProxies: 1", ["outcome-log"], "the last entry is Cloudflare's own address"),
    (plain, "trustedProxies: 2", [], "the one before it is the visitor's"),
    (believing, "trustedProxies: 1", [], "nginx has asked Cloudflare who it is"),
    (shipped, "", [], "and so it does by the shipped rules"),
    (shipped, "trustedProxies: 1", [], "which add to nothing"),
  ])
  func `it is the one that the last trusted hop names`(
    edge: String, service: String, fails: [String], reason: String
  ) throws {
    let result = try Scenario(
      text: """
        { name: 'x', about: 'y', edge: \(edge), service: { \(service) }, users: [
          { name: 'u', plan: 'team', arrivals: { closed: 2 }, steps: [{ preview: {} }],
            client: { forwardedFor: '203.0.113.7' } }] }
        """
    ).run()
    #expect(result.failed == fails, "\(reason): \(result.report)")
  }

  @Test(arguments: [(plain, ["3 edge_503", "2 ok"]), (believing, ["5 ok"])])
  func `a plain nginx counts all of them as one`(edge: String, expected: [String]) throws {
    var scenario = try Scenario(
      text: """
        { name: 'x', about: 'y', edge: \(edge), users: [
          { name: 'u', plan: 'team', arrivals: { closed: 5, rounds: 1 },
            steps: [{ request: { path: '/healthz' } }] }] }
        """
    )
    scenario.hops[1].rateLimit = EdgeRateLimit(requests: 2, per: .seconds(60))
    let outcomes = try scenario.run().outcomes
    #expect(outcomes.map { "\($0.count) \($0.outcome.name)" } == expected)
  }
}
