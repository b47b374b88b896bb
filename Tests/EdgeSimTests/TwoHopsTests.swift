import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

/// Two proxies in a row: what the inner one consumes, the outer one never hears of.
@Suite struct TwoHopsTests {
  private static let pause = Duration.milliseconds(250)

  /// The times at which the client had each of three events, counted in pauses.
  private static func arrivals(_ outer: EdgeProfile, _ inner: EdgeProfile) throws -> [Int] {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.001))
    let loop = Loop.simulated(options)
    let worlds = ["users", "outer", "inner", "service"].map { World($0, on: loop) }
    var script: [OriginStep] = [
      .write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Accel-Buffering: no\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n")
    ]
    for _ in 0..<3 { script += [.write("9\r\ndata: a\n\n\r\n"), .wait(pause)] }
    let origin = ScriptedOrigin(in: worlds[3], script + [.write("0\r\n\r\n")])
    var address = try origin.listen(at: Address("service", port: 80))
    var edges: [Edge] = []
    for (world, profile) in [(worlds[2], inner), (worlds[1], outer)] {
      let configuration = EdgeConfiguration(
        profile: profile, origin: address, host: "app.example")
      let edge = Edge(in: world, configuration) { _ in }
      address = try edge.start(at: Address(world.name, port: 80))
      edges.append(edge)
    }
    let seen = Box(Seen())
    let (front, hops) = (address, edges)
    worlds[0].spawn("visit") {
      let client = HTTPClient(in: worlds[0], to: front)
      seen.value = await client.fetch(
        HTTPRequest("GET", "/"), in: worlds[0], patience: .seconds(9))
      client.close()
      for edge in hops { await edge.stop(by: worlds[0].now + .seconds(1)) }
      origin.close()
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(seen.value.body.utf8.count == 27)
    return seen.value.pieces.flatMap { at, bytes in
      let late = (at - origin.requestAt).nanoseconds / pause.nanoseconds
      return Array(repeating: Int(late), count: bytes.count / 9)
    }
  }

  @Test func `the outer nginx collects what the inner one was told not to`() throws {
    #expect(try Self.arrivals(.nginx122, .nginx129) == [3, 3, 3])
  }

  @Test func `an inner nginx that adds the word again is obeyed by the outer one`() throws {
    var inner = EdgeProfile.nginx129
    inner.addedFields = ["X-Accel-Buffering": "no"]
    #expect(try Self.arrivals(.nginx122, inner) == [0, 1, 2])
  }

  @Test func `Cloudflare before it passes each event on`() throws {
    #expect(try Self.arrivals(.cloudflare2024, .nginx129) == [0, 1, 2])
  }

  @Test func `a pass-through hop makes no loop of a chain`() throws {
    #expect(try Self.arrivals(.passThrough, .passThrough) == [0, 1, 2])
    #expect(try Self.arrivals(.cloudflare2024, .passThrough) == [0, 1, 2])
    #expect(try Self.arrivals(.passThrough, .cloudflare2024) == [0, 1, 2])
  }
}
