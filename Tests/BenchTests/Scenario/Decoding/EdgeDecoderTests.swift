import EdgeSim
import Service
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
      ("edge: 'cloudflare-2025'", .cloudflare2025),
      ("edge: 'none'", .passThrough),  // A proxy that waits for ever.
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
      (
        "edge: { profile: 'cloudflare-2024', writeTimeout: '1s', clientStall: '2s', "
          + "bodyLimit: '1kB' }",
        cloudflare2024 {
          $0.writeTimeout = .seconds(1)
          $0.clientStall = .seconds(2)
          $0.bodyBytesLimit = 1000
        }
      ),
      (
        "edge: { profile: 'cloudflare-2024', buffers: true, heedsAccelBuffering: false, "
          + "replacesForwardedFor: true, originVersion: '1.0' }",
        cloudflare2024 {
          $0.buffersAnswers = true
          $0.heedsAccelBuffering = false
          $0.replacesForwardedFor = true
          $0.originVersion = .http10
        }
      ),
    ] as [(String, EdgeProfile)])
  func `every trait of an edge can be written`(member: String, expected: EdgeProfile) throws {
    #expect(try Scenario(text: ScenarioText.with(member)).hops == [expected])
  }

  @Test(
    arguments: [
      ("", ["cloudflare-2026"], .hops(1), "today's edge, where nothing is said"),
      ("edge: 'direct'", [], .none, "no proxy"),
      ("edge: 'cloudflare-2024'", ["cloudflare-2024"], .hops(1), "one"),
      (
        "edge: 'cloudflare-2026 > nginx-1.22'", ["cloudflare-2026", "nginx-1.22"], .hops(2),
        "both add to the chain of addresses"
      ),
      (
        "edge: 'cloudflare-2026>nginx-bmm'", ["cloudflare-2026", "nginx-bmm"], .hops(1),
        "the second begins a new chain"
      ),
      (
        "edge: ['nginx-bmm', { profile: 'nginx-1.29' }]", ["nginx-bmm", "nginx-1.29"], .hops(2),
        "the second adds to the first's"
      ),
    ] as [(String, [String], TrustedProxies, String)])
  func `a chain of proxies is named from the outside in, and trusted as far as it is long`(
    member: String, names: [String], trusted: TrustedProxies, reason: String
  ) throws {
    let scenario = try Scenario(text: ScenarioText.with(member))
    #expect(scenario.hops.map(\.name) == names, "\(reason)")
    #expect(scenario.service.trustedProxies == trusted, "\(reason)")
  }

  @Test(
    arguments: [
      (
        "'cloudflare-2023'",
        "2:7: edge cannot be \"cloudflare-2023\"; did you mean \"cloudflare-2024\"? "
          + "(allowed: cloudflare-2024, cloudflare-2025, cloudflare-2026, nginx-1.22, "
          + "nginx-1.29, nginx-bmm, none, direct)"
      ),
      ("7", "2:7: edge must be a text, not a number"),
      ("{}", "2:7: edge lacks the key \"profile\""),
      (
        "{ profile: 'direct' }",  // No edge has no timeouts that could be changed.
        "2:18: edge.profile cannot be \"direct\" "
          + "(allowed: cloudflare-2024, cloudflare-2025, cloudflare-2026, nginx-1.22, "
          + "nginx-1.29, nginx-bmm, none)"
      ),
      (
        "{ profile: 'none', readTimeouts: '1s' }",
        "2:26: unknown key \"readTimeouts\" in edge; did you mean \"readTimeout\"? (known: "
          + "profile, readTimeout, readJitter, connectTimeout, writeTimeout, clientStall, "
          + "originIdle, holdsHead, bodyLimit, replacesOriginErrors, clientAbort, buffers, "
          + "heedsAccelBuffering, replacesForwardedFor, originVersion)"
      ),
      ("[]", "2:7: edge is empty; write \"direct\" for no proxy"),
      (
        "'none > none > none > none'", "2:7: edge has 4 proxies; allowed: up to 3"
      ),
      (
        "{ profile: 'nginx-1.22', originVersion: '2' }",
        "2:47: edge.originVersion cannot be \"2\" (allowed: 1.0, 1.1)"
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
