import EdgeSim
import HTTP
import Service
import Testing
import World

@testable import bmm_bench

struct EdgeDecoderTests {
  private static func cloudflare2024(_ change: (inout EdgeProfile) -> Void) -> EdgeProfile {
    changed(.cloudflare2024, change)
  }

  private static func changed(
    _ profile: EdgeProfile, _ change: (inout EdgeProfile) -> Void
  ) -> EdgeProfile {
    var profile = profile
    change(&profile)
    return profile
  }

  private static func nginx129(_ change: (inout EdgeProfile) -> Void) -> EdgeProfile {
    var profile = EdgeProfile.nginx129
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
        "edge: { profile: 'nginx-1.29', buffers: false, heedsAccelBuffering: false, "
          + "replacesForwardedFor: true, originVersion: '1.0', addsFields: { 'X-A': 'b' } }",
        nginx129 {
          $0.buffersAnswers = false
          $0.heedsAccelBuffering = false
          $0.replacesForwardedFor = true
          $0.originVersion = .http10
          $0.addedFields = ["X-A": "b"]
        }
      ),
      (
        "edge: { profile: 'cloudflare-2024', plan: 'enterprise', readTimeout: '6000s', "
          + "bodyLimit: '5GB' }",
        cloudflare2024 {
          $0.readTimeout = .seconds(6000)
          $0.bodyBytesLimit = 5_000_000_000
        }
      ),
      ("edge: { profile: 'cloudflare-2024', plan: 'free' }", cloudflare2024 { _ in }),
      (
        "edge: { profile: 'cloudflare-2024', plan: 'business' }",
        cloudflare2024 { $0.bodyBytesLimit = 200_000_000 }
      ),
      (
        "edge: { profile: 'cloudflare-2024', plan: 'enterprise' }",
        cloudflare2024 { $0.bodyBytesLimit = 500_000_000 }
      ),
      (
        "edge: { profile: 'cloudflare-2024', plan: 'pro', bodyLimit: '1MB' }",
        cloudflare2024 { $0.bodyBytesLimit = 1_000_000 }
      ),
      (
        "edge: { profile: 'cloudflare-2024', errorBody: 'plain', asksAgain: false, buffers: true, "
          + "slurp: '2MB', rateLimit: { requests: 10, per: '10s' } }",
        cloudflare2024 {
          $0.errorBody = .plain
          $0.asksAgain = false
          $0.buffersAnswers = true
          $0.slurpBytes = 2_000_000
          $0.rateLimit = EdgeRateLimit(requests: 10, per: .seconds(10))
        }
      ),
      (
        "edge: { profile: 'cloudflare-2024', gzip: ['text/event-stream'] }",
        cloudflare2024 { $0.gzipTypes = ["text/event-stream"] }
      ),
      ("edge: { profile: 'cloudflare-2024', gzip: false }", cloudflare2024 { _ in }),
      (
        "edge: { profile: 'nginx-1.22', believesCloudflare: true, requestTimeout: '5s' }",
        changed(.nginx122) {
          $0.believesCloudflare = true
          $0.patience = HTTPPatience(head: .seconds(5), body: .seconds(5))
        }
      ),
      (
        "edge: { profile: 'cloudflare-2024', tunnels: false, tunnelRestart: 'closeFrame', "
          + "tunnelIdle: { uniform: ['215s', '1788s'] } }",
        cloudflare2024 {
          $0.tunnels.areAllowed = false
          $0.tunnels.restart = .closeFrame
          $0.tunnels.idle = .drawn(.uniform(215, 1788))
        }
      ),
      (
        "edge: { profile: 'cloudflare-2024', tunnelIdle: 'never' }",
        cloudflare2024 { $0.tunnels.idle = .never }
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
          + "profile, plan, readTimeout, readJitter, connectTimeout, writeTimeout, requestTimeout, "
          + "clientStall, originIdle, slurp, bodyLimit, errorBody, replacesOriginErrors, "
          + "rateLimit, holdsHead, asksAgain, …)"
      ),
      (
        "{ profile: 'cloudflare-2026', plan: 'enterprise', readTimeout: '6001s' }",
        "2:70: edge.readTimeout is 6001s; an enterprise can set up to 100m; leave the plan out to "
          + "try what could be"
      ),
      (
        "{ profile: 'cloudflare-2026', plan: 'business', readTimeout: '100s' }",
        "2:68: edge.readTimeout cannot be set on the plan business, only on enterprise; leave the "
          + "plan out to try what could be"
      ),
      (
        "{ profile: 'cloudflare-2026', plan: 'business', bodyLimit: '201MB' }",
        "2:66: edge.bodyLimit is more than the plan business allows: 200000000 bytes; leave the "
          + "plan out to try what could be"
      ),
      (
        "{ profile: 'nginx-1.22', plan: 'free' }",
        "2:38: edge.plan is for Cloudflare's profiles; nginx-1.22 has no plans"
      ),
      (
        "{ profile: 'none', plan: 'free' }",
        "2:32: edge.plan is for Cloudflare's profiles; none has no plans"
      ),
      (
        "{ profile: 'nginx-1.29', addsFields: { 'Content-Length': '1' } }",
        "2:64: edge.addsFields[\"Content-Length\"] is no field that can be added; write a name "
          + "such as X-Frame-Options"
      ),
      (
        "'direct > nginx-1.22'",
        "2:7: edge has \"direct\", which is no proxy: leave it out, or the others"
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

  @Test(
    arguments: [
      (
        "{ profile: 'nginx-1.22', tunnels: true }",
        "2:41: edge.tunnels needs originVersion: \"1.1\"; nginx-1.22 asks in HTTP/1.0, which has "
          + "no WebSockets"
      ),
      (
        "{ profile: 'nginx-1.22', asksAgain: true }",
        "2:43: edge.asksAgain needs originVersion: \"1.1\"; nginx-1.22 asks in HTTP/1.0, which "
          + "keeps no connection"
      ),
      (
        "{ profile: 'nginx-1.29', originVersion: '1.0', originIdle: '1s' }",
        "2:66: edge.originIdle needs originVersion: \"1.1\"; nginx-1.29 asks in HTTP/1.0, which "
          + "keeps no connection"
      ),
      (
        "{ profile: 'nginx-1.29', tunnelIdle: 'never' }",
        "2:44: edge.tunnelIdle needs tunnels: true; nginx-1.29 passes no WebSocket on"
      ),
      (
        "{ profile: 'nginx-1.29', errorBody: 'json' }",
        "2:43: edge.errorBody is for Cloudflare's profiles; nginx-1.29 has pages of its own"
      ),
      (
        "{ profile: 'nginx-bmm', tunnelRestart: 'closeFrame' }",
        "2:46: edge.tunnelRestart is for Cloudflare's profiles; nginx-bmm waits for WebSockets "
          + "when it stops"
      ),
      (
        "{ profile: 'cloudflare-2026', heedsAccelBuffering: false }",
        "2:58: edge.heedsAccelBuffering is for nginx's profiles; cloudflare-2026 ignores it"
      ),
      (
        "{ profile: 'cloudflare-2026', replacesForwardedFor: true }",
        "2:59: edge.replacesForwardedFor is for nginx's profiles; cloudflare-2026 ignores it"
      ),
      (
        "{ profile: 'cloudflare-2026', believesCloudflare: true }",
        "2:57: edge.believesCloudflare is for nginx's profiles; cloudflare-2026 ignores it"
      ),
      (
        "{ profile: 'cloudflare-2026', originVersion: '1.0' }",
        "2:52: edge.originVersion is for nginx's profiles; cloudflare-2026 ignores it"
      ),
      (
        "{ profile: 'none', addsFields: { 'X-A': 'b' } }",
        "2:38: edge.addsFields is for nginx's profiles; none ignores it"
      ),
      (
        "{ profile: 'cloudflare-2026', slurp: '1MB' }",
        "2:44: edge.slurp needs buffers: true; nothing is collected without"
      ),
    ])
  func `a key that the profile would ignore is refused with the reason`(
    edge: String, message: String
  ) {
    #expect(
      Scenario.complaint(about: ScenarioText.with("edge: \(edge)")) == "x.json5:\(message)")
  }
}
