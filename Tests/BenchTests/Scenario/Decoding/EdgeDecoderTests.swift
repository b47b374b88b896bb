import EdgeSim
import Testing
import World

@testable import bmm_bench

struct EdgeDecoderTests {
  private static func cloudflare2024(_ change: (inout EdgeProfile) -> Void) -> EdgeProfile {
    var profile = EdgeProfile.cloudflare2024
    change(&profile)
    return profile
  }

  @Test(
    arguments: [
      ("", .cloudflare2026),  // Today's edge, where nothing is said.
      ("edge: 'cloudflare-2024'", .cloudflare2024),
      ("edge: 'cloudflare-2025'", .cloudflare2025),
      ("edge: 'none'", .passThrough),  // A proxy that waits for ever.
      ("edge: 'direct'", nil),  // No proxy.
      ("edge: { profile: 'cloudflare-2026' }", .cloudflare2026),
      (
        "edge: { profile: 'cloudflare-2024', readTimeout: '60s', readJitter: '0s' }",
        cloudflare2024 {
          $0.readTimeout = .seconds(60)
          $0.readJitter = .zero
        }
      ),
      (
        "edge: { profile: 'cloudflare-2024', connectTimeout: '5s', originIdle: '10s' }",
        cloudflare2024 {
          $0.connectTimeout = .seconds(5)
          $0.originIdle = .seconds(10)
        }
      ),
      (
        "edge: { profile: 'cloudflare-2024', holdsHead: false, clientAbort: 'onNextWrite' }",
        cloudflare2024 {
          $0.holdsHead = false
          $0.clientAbort = .onNextWrite
        }
      ),
      (
        "edge: { profile: 'cloudflare-2024', replacesOriginErrors: [500, 503] }",
        cloudflare2024 { $0.replacesOriginErrors = [500, 503] }
      ),
      (
        "edge: { profile: 'cloudflare-2024', replacesOriginErrors: [] }",
        cloudflare2024 { $0.replacesOriginErrors = [] }
      ),
    ] as [(String, EdgeProfile?)])
  func `every form of an edge can be written`(member: String, expected: EdgeProfile?) throws {
    #expect(try Scenario(text: ScenarioText.with(member)).edge == expected)
  }

  @Test(
    arguments: [
      (
        "'cloudflare-2023'",
        "2:7: edge cannot be \"cloudflare-2023\"; did you mean \"cloudflare-2024\"? "
          + "(allowed: cloudflare-2024, cloudflare-2025, cloudflare-2026, none, direct)"
      ),
      ("7", "2:7: edge must be a text, not a number"),
      ("{}", "2:7: edge lacks the key \"profile\""),
      (
        "{ profile: 'direct' }",  // No edge has no timeouts that could be changed.
        "2:18: edge.profile cannot be \"direct\" "
          + "(allowed: cloudflare-2024, cloudflare-2025, cloudflare-2026, none)"
      ),
      (
        "{ profile: 'none', readTimeouts: '1s' }",
        "2:26: unknown key \"readTimeouts\" in edge; did you mean \"readTimeout\"? (known: "
          + "profile, readTimeout, readJitter, connectTimeout, originIdle, holdsHead, "
          + "replacesOriginErrors, clientAbort)"
      ),
      (
        "{ profile: 'none', readTimeout: 5 }",
        "2:39: edge.readTimeout needs a unit (us, ms, s, m, h); "
          + "write a text such as \"95s\", not 5"
      ),
      (
        "{ profile: 'none', clientAbort: 'later' }",
        "2:39: edge.clientAbort cannot be \"later\" (allowed: immediate, onNextWrite, never)"
      ),
      (
        "{ profile: 'none', replacesOriginErrors: [200] }",  // Not an error.
        "2:49: edge.replacesOriginErrors[0] is 200; allowed: 400 to 599"
      ),
    ])
  func `a wrong edge is refused with its place`(edge: String, message: String) {
    #expect(
      Scenario.complaint(about: ScenarioText.with("edge: \(edge)")) == "x.json5:\(message)")
  }
}
