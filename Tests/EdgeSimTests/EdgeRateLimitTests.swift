import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct EdgeRateLimitTests {
  private static let limit = EdgeRateLimit(requests: 2, per: .seconds(10))

  @Test func `each client has its own count, and each window begins anew`() {
    var count = EdgeRateCount()
    let start = Instant.start
    var allowed: [Bool] = []
    for (client, seconds) in [("a", 0), ("a", 0), ("a", 0), ("b", 0), ("a", 9.9), ("a", 10)] {
      allowed.append(count.allows(client, at: start + .seconds(seconds), Self.limit))
    }
    #expect(allowed == [true, true, false, true, false, true])
  }

  @Test func `more clients than can be counted are let through`() {
    var count = EdgeRateCount()
    let one = EdgeRateLimit(requests: 1, per: .seconds(10))
    for number in 0..<EdgeLimits.rateLimitedClients {
      _ = count.allows("\(number)", at: .start, one)
    }
    var allowed: [Bool] = []
    for client in ["another", "another", "1"] {
      allowed.append(count.allows(client, at: .start, one))
    }
    #expect(allowed == [true, true, false])
  }

  @Test(
    arguments: [(EdgeRig.punctual(), 429, "1015"), (.nginx129, 503, nil)]
      as [(EdgeProfile, Int, String?)])
  func `a client that asks too often is told so, and the origin hears nothing`(
    profile: EdgeProfile, status: Int, code: String?
  ) throws {
    var profile = profile
    profile.rateLimit = Self.limit
    let rig = EdgeRig(
      profile: profile, [.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")])
    let seen = try rig.run { rig -> [Seen] in
      var seen: [Seen] = []
      for _ in 0..<3 { seen.append(await rig.fetch()) }
      seen.append(await rig.fetch(from: "203.0.113.9"))
      return seen
    }
    #expect(seen.map(\.status) == [200, 200, status, 200])
    #expect(seen[2].fields["cf-error-type"] == code)
    #expect(rig.origin.requests.count == 3)
    #expect(rig.records.map(\.cause) == [.passed, .passed, .rateLimited, .passed])
  }
}
