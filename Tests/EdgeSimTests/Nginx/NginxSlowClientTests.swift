import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

/// What a buffering hop does for a client that is slower than its origin.
@Suite struct NginxSlowClientTests {
  private static let head = OriginStep.write(
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
  private static let lastChunk = OriginStep.write("0\r\n\r\n")

  /// A visitor at 20 kB/s; everything else as fast as it likes.
  private static func slowVisitor(_ options: inout SimOptions) {
    let profile = LinkProfile(latency: .constant(0.001), bandwidth: 20_000)
    options.links = [SimOptions.Link(from: "users", to: "edge", profile: profile)]
  }

  /// How much the origin had written five seconds into an answer of 800 kB.
  private static func flooded(_ profile: EdgeProfile) throws -> (early: Int, seen: Seen) {
    let rig = EdgeRig(
      profile: profile, options: slowVisitor, [head, .flood(byteCount: 800_000), lastChunk])
    return try rig.run { rig in
      let early = Box(0)
      rig.users.spawn("look") {
        await rig.users.sleep(for: .seconds(5))
        early.value = rig.origin.flooded
      }
      let seen = await rig.fetch()
      return (early.value, seen)
    }
  }

  @Test func `an origin is done long before a slow client`() throws {
    let (early, seen) = try Self.flooded(.nginx129)
    #expect(early >= 800_000)
    #expect(seen.error == nil)
    #expect(seen.body.utf8.count == 802_816)
    #expect(seen.endedAt - seen.headAt > .seconds(35))
  }

  @Test func `what is taken in for it has a bound`() throws {
    var profile = EdgeProfile.nginx129
    profile.slurpBytes = 200_000
    let (early, seen) = try Self.flooded(profile)
    // The bound, what the client has, and the buffers between origin and hop.
    #expect((250_000...650_000).contains(early))
    #expect(seen.error == nil)
    #expect(seen.body.utf8.count == 802_816)
  }

  @Test func `a hop that does not buffer slows its origin down`() throws {
    var profile = EdgeProfile.nginx129
    profile.buffersAnswers = false
    let (early, seen) = try Self.flooded(profile)
    #expect(early < 600_000)
    #expect(seen.body.utf8.count == 802_816)
  }

  @Test func `a client that takes a little every minute is not given up`() throws {
    // 2 kB/s: the buffers are full for ten minutes and more, and never still.
    let rig = EdgeRig(
      profile: .nginx129,
      options: {
        let profile = LinkProfile(latency: .constant(0.001), bandwidth: 2000)
        $0.links = [SimOptions.Link(from: "users", to: "edge", profile: profile)]
      }, [Self.head, .flood(byteCount: 800_000), Self.lastChunk])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.error == nil)
    #expect(seen.body.utf8.count == 802_816)
  }

  @Test(arguments: [EdgeProfile.nginx129, EdgeRig.punctual()])
  func `a client that takes nothing is given up, however slowly the answer grows`(
    profile: EdgeProfile
  ) throws {
    let beat: [OriginStep] = [.wait(.seconds(7)), .write("1\r\n.\r\n")]
    let rig = EdgeRig(
      profile: profile,
      [Self.head, .flood(byteCount: 300_000)] + Array(repeating: beat, count: 12).flatMap { $0 }
        + [.hang])
    _ = try rig.run { rig in
      let connection = try? await rig.users.connect(
        to: EdgeRig.edgeAddress, by: rig.users.now + .seconds(10))
      connection?.write(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
      await rig.users.sleep(for: .seconds(200))
      connection?.close()
    }
    #expect(rig.records.map(\.cause) == [.clientStalled])
    #expect(rig.origin.edgeReset)
  }
}
