import Testing
import World

@testable import EdgeSim

@Suite struct EdgeLocationTests {
  @Test(arguments: [
    ("/v1/servers/preview/stream", Duration.seconds(600), false, "the exact path"),
    ("/v1/servers/preview/stream/", .seconds(100), true, "not the exact path"),
    ("/v1/builds/b1/stream", .seconds(600), false, "below the prefix"),
    ("/v1/builds", .seconds(100), true, "not below it"),
    ("/v1/servers/preview", .seconds(100), true, "all else"),
  ])
  func `the shipped rules hold for their paths`(
    path: String, patience: Duration, buffers: Bool, reason: String
  ) {
    let rules = EdgeProfile.nginxShipped.rules(for: path)
    #expect(rules.readTimeout == patience, "\(reason)")
    #expect(rules.buffersAnswers == buffers, "\(reason)")
    #expect(EdgeProfile.nginxShipped.cap(for: path) == patience, "\(reason)")
  }

  @Test(
    arguments: [("/metrics", 404), ("/nginx/400", 404), ("/metrics/a", nil)] as [(String, Int?)])
  func `some paths never reach the service`(path: String, status: Int?) {
    #expect(EdgeProfile.nginxShipped.rules(for: path).answers == status)
  }

  @Test func `the longest prefix wins, and an exact path over all`() {
    var profile = EdgeProfile.nginx129
    profile.locations = [
      EdgeLocation(.prefix("/a/b"), readTimeout: .seconds(2)),
      EdgeLocation(.exact("/a/b/c"), readTimeout: .seconds(3)),
      EdgeLocation(.prefix("/a/b/"), readTimeout: .seconds(4)),
      EdgeLocation(.prefix("/a"), readTimeout: .seconds(1)),
    ]
    let got = ["/x", "/ax", "/a/bx", "/a/b/c", "/a/b/d"].map { profile.rules(for: $0).readTimeout }
    #expect(got == [60, 1, 2, 3, 4].map { .seconds($0) })
  }
}
