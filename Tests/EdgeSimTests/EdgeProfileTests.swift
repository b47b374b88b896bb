import Testing
import World

@testable import EdgeSim

@Suite struct EdgeProfileTests {
  @Test(arguments: [
    (EdgeProfile.cloudflare2024, 100, 15, 32), (.cloudflare2025, 120, 19, 32),
    (.cloudflare2026, 125, 19, 128),
  ])
  func `each year has its timeouts and its longest head`(
    profile: EdgeProfile, seconds: Int, connecting: Int, headKilobytes: Int
  ) {
    #expect(profile.readTimeout == .seconds(seconds))
    #expect(profile.connectTimeout == .seconds(connecting))
    #expect(EdgeLimits.request(profile).headBytes == headKilobytes * 1024)
    #expect(profile.holdsHead)
    #expect(profile.replacesOriginErrors == [502, 504])
  }

  @Test func `every name finds its profile`() {
    #expect(
      EdgeProfile.names == [
        "cloudflare-2024", "cloudflare-2025", "cloudflare-2026", "nginx-1.22", "nginx-1.29",
        "nginx-bmm", "none",
      ])
    for name in EdgeProfile.names { #expect(EdgeProfile.named(name)?.name == name) }
    #expect(EdgeProfile.named("cloudflare") == nil)
  }

  @Test func `a pass-through edge waits for ever once it is connected`() {
    let profile = EdgeProfile.passThrough
    for limit in [profile.readTimeout, profile.writeTimeout, profile.clientStall] {
      #expect(Instant.start + .nanoseconds(1) + limit == .never)
    }
    #expect(profile.connectTimeout == .seconds(19))
  }
}
