import HTTP
import HostilePeers
import Testing
import Wire
import World

@testable import EdgeSim

/// A peer that is slow or silent cannot make the hop hold more than its bounds; a buffer grows to
/// twice what it holds.
@Suite struct HeldBytesTests {
  private static let head = OriginStep.write(
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n")

  /// The most that the hop held in buffers for one client that reads nothing.
  private static func heldMost(_ profile: EdgeProfile, asking fields: String = "") throws -> Int {
    let rig = EdgeRig(profile: profile, [head, .flood(byteCount: 50_000_000), .hang])
    return try rig.run { rig in
      let most = Box(0)
      let connection = try? await rig.users.connect(to: EdgeRig.edgeAddress, by: .never)
      connection?.write(Array("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n".utf8))
      for _ in 0..<500 {
        await rig.users.sleep(for: .milliseconds(20))
        most.value = max(most.value, rig.heldForUsers)
      }
      connection?.close()
      return most.value
    }
  }

  @Test(
    arguments: [
      (EdgeRig.punctual(), 0, "Cloudflare's edge lets the origin wait"),
      (.nginx129, EdgeLimits.Nginx.slurpBytes, "nginx takes some in"),
      (nginx { $0.buffersAnswers = false }, 0, "but not where it does not buffer"),
      (nginx { $0.slurpBytes = 300_000 }, 300_000, "or less, as one likes"),
    ] as [(EdgeProfile, Int, String)])
  func `a client that reads nothing`(profile: EdgeProfile, bound: Int, reason: String) throws {
    let held = try Self.heldMost(profile)
    #expect(held <= 2 * bound + Siege.heldMax, "\(reason)")
    #expect(held >= bound, "\(reason)")
  }

  @Test func `what is compressed is held no longer than its own bound`() throws {
    let profile = Self.nginx { $0.gzipTypes = ["text/plain"] }
    let held = try Self.heldMost(profile, asking: "Accept-Encoding: gzip\r\n")
    let bound = EdgeLimits.Nginx.slurpBytes + EdgeLimits.Nginx.gzipHeldBytes
    #expect(held <= 2 * bound + Siege.heldMax)
  }

  private static func nginx(_ change: (inout EdgeProfile) -> Void) -> EdgeProfile {
    var profile = EdgeProfile.nginx129
    change(&profile)
    return profile
  }
}
