import Testing
import World

@testable import bmm_bench

struct LinksDecoderTests {
  private static let fromUsers = [
    SimOptions.Link(from: "users", to: "edge", profile: .visitor),
    SimOptions.Link(from: "users", to: "service", profile: .visitor),
  ]

  @Test func `without a word users have visitors' lines`() throws {
    #expect(try Scenario(text: ScenarioText.with()).links == Self.fromUsers)
  }

  @Test func `a link replaces the one between the same roles`() throws {
    let links = try Scenario(
      text: ScenarioText.with(
        """
        links: {
          'users-edge': { latency: '300ms', bytesPerSecond: '12kB' },
          'service-llm': { latency: { uniform: ['1ms', '9ms'] } },
        }
        """)
    ).links
    let slow = LinkProfile(latency: .constant(0.3), bandwidth: 12_000)
    let jittery = LinkProfile(latency: .uniform(0.001, 0.009))
    #expect(
      links == [
        Self.fromUsers[1], SimOptions.Link(from: "users", to: "edge", profile: slow),
        SimOptions.Link(from: "service", to: "llm", profile: jittery),
      ])
  }

  @Test(
    arguments: [
      (
        "{ 'user-edge': { latency: '1s' } }",
        "2:10: unknown key \"user-edge\" in links; did you mean \"users-edge\"? "
          + "(known: users-edge, users-service, edge-service, service-llm, edge-hop-2, "
          + "hop-2-service, hop-2-hop-3, hop-3-service)"
      ),
      ("{ 'users-edge': {} }", "2:24: links[\"users-edge\"] lacks the key \"latency\""),
      (
        "{ 'users-edge': { latency: '1s', bytesPerSecond: 12 } }",
        "2:57: links[\"users-edge\"].bytesPerSecond needs a unit "
          + "(B, kB, MB, GB, KiB, MiB, GiB); write a text such as \"12kB\", not 12"
      ),
      (
        "{ 'users-edge': { latency: '1s', bytesPerSecond: '0B' } }",  // Nothing would ever arrive.
        "2:57: links[\"users-edge\"].bytesPerSecond is 0B; allowed: at least 1B"
      ),
    ])
  func `a wrong link is refused with its place`(links: String, message: String) {
    #expect(
      Scenario.complaint(about: ScenarioText.with("links: \(links)")) == "x.json5:\(message)")
  }
}
