import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

/// The race between a proxy that uses a kept connection and an origin that closes it.
@Suite struct KeptConnectionTests {
  /// A reset that is on its way when the second request is written; the third connection works.
  private func race(
    _ profile: EdgeProfile, _ method: String, dying: OriginStep = .reset
  ) throws -> (seen: [Seen], rig: EdgeRig) {
    let answer = OriginStep.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    let rig = EdgeRig(profile: profile, [answer, .wait(.milliseconds(500)), dying])
    let seen = try rig.run { rig -> [Seen] in
      let first = await rig.fetch(HTTPRequest(method, "/first"))
      // The origin dies 500 ms after its answer has left it, and a millisecond away.
      await rig.users.sleep(until: rig.origin.requestAt + .microseconds(497_500))
      return [first, await rig.fetch(HTTPRequest(method, "/second"))]
    }
    return (seen, rig)
  }

  @Test(arguments: [EdgeProfile.cloudflare2024, .nginx129], ["GET", "PUT"])
  func `a request that may be repeated is sent once more`(
    profile: EdgeProfile, method: String
  ) throws {
    let (seen, rig) = try race(profile, method)
    #expect(seen.map(\.status) == [200, 200])
    #expect(rig.origin.connectionCount == 2)
    #expect(rig.records.map(\.cause) == [.passed, .passed])
  }

  @Test(arguments: [
    (EdgeProfile.cloudflare2024, "POST", 520), (.nginx129, "POST", 502),
    (.nginxShipped, "GET", 503),
  ])
  func `one that may not is an error`(
    profile: EdgeProfile, method: String, status: Int
  ) throws {
    let (seen, rig) = try race(profile, method)
    #expect(seen.map(\.status) == [200, status])
    #expect(rig.records.map(\.cause) == [.passed, .closedBeforeHead])
  }

  @Test(arguments: [OriginStep.finish, .reset, .write("HTTP/1.1 408 Late\r\n\r\n")])
  func `a connection that has ended since is not used again, not even once`(
    end: OriginStep
  ) throws {
    let rig = EdgeRig(
      profile: .nginx129,
      [
        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), .wait(.milliseconds(100)), end,
      ])
    let seen = try rig.run { rig -> [Seen] in
      let first = await rig.fetch(HTTPRequest("POST", "/"))
      await rig.users.sleep(for: .seconds(1))
      return [first, await rig.fetch(HTTPRequest("POST", "/"))]
    }
    #expect(seen.map(\.status) == [200, 200])
    #expect(rig.origin.connectionCount == 2)
  }

  @Test func `an edge may be told to give up at once`() throws {
    let (seen, _) = try race(EdgeRig.punctual { $0.asksAgain = false }, "GET")
    #expect(seen.map(\.status) == [200, 520])
  }

  @Test func `an origin that has begun to answer is not asked again`() throws {
    let rig = EdgeRig(
      profile: .nginx129,
      [
        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), .wait(.seconds(1)),
      ])
    let half = EdgeRig(profile: .nginx129, [.write("HTTP/1.1 200 OK\r\nConte"), .reset])
    let seen = try rig.run { await $0.fetch() }
    let cut = try half.run { await $0.fetch() }
    #expect(seen.status == 200)
    #expect(cut.status == 502)
    #expect(half.origin.connectionCount == 1)
  }
}
