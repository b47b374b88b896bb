import Testing
import World

@testable import EdgeSim

/// A link between a client and a far end; what does not depend on virtual time runs in both worlds.
struct LinkHopTests {
  private static func fault(
    _ toxic: LinkToxic, _ direction: LinkDirection? = .down,
    _ change: (inout LinkFault) -> Void = { _ in }
  ) -> LinkFault {
    var fault = LinkFault(id: "a", toxic, direction: direction)
    change(&fault)
    return fault
  }

  private static func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0 % 251) } }

  @Test(arguments: [false, true])
  func `without faults all bytes and both ends pass`(isLive: Bool) throws {
    let rig = try LinkRig(isLive: isLive, [])
    let heard = try rig.run { try await $0.ask("hello") }
    #expect(heard == Heard(bytes: Array("hello".utf8), end: "finished"))
    #expect(rig.hop.firstConnection == LinkTraffic(up: 5, down: 5))
  }

  @Test(arguments: [false, true], [0, 1, 999, 70_000])
  func `a cut at a byte lets exactly those before it pass`(isLive: Bool, byte: Int) throws {
    let rig = try LinkRig(
      isLive: isLive, [Self.fault(.at(.byte(byte), .cut))], farEnd: LinkRig.sending(200_000))
    let heard = try rig.run { try await $0.ask("", finishing: false) }
    #expect(heard == Heard(bytes: Self.pattern(byte), end: "finished"))
  }

  @Test(arguments: [false, true])
  func `a reset at a byte comes behind the bytes before it`(isLive: Bool) throws {
    let rig = try LinkRig(
      isLive: isLive, [Self.fault(.at(.byte(500), .reset))], farEnd: LinkRig.sending(2000))
    let heard = try rig.run { try await $0.ask("", finishing: false) }
    #expect(heard == Heard(bytes: Self.pattern(500), end: "reset"))
  }

  @Test func `a cut on the way up ends the request at its byte`() throws {
    let rig = try LinkRig([Self.fault(.at(.byte(3), .cut), .up)])
    let heard = try rig.run { try await $0.ask("hello", finishing: false) }
    #expect(heard.end == "finished")
    #expect(rig.hop.firstConnection.up == 5)
  }

  @Test func `a stall holds up who sends, and little memory`() throws {
    let rig = try LinkRig(
      [Self.fault(.at(.byte(10), .stall))], farEnd: LinkRig.sending(30_000_000))
    let (heard, carried) = try rig.run { rig in
      let connection = try await rig.connect()
      defer { connection.close() }
      let heard = await Heard.all(of: connection, patience: .seconds(15))
      return (heard, rig.hop.firstConnection.down)
    }
    #expect(heard == Heard(bytes: Self.pattern(10), end: "open"))
    #expect(carried <= 10 + LinkLimits.heldBytes)
  }

  @Test func `behind a drop nobody notices that the other one has gone`() throws {
    let rig = try LinkRig([Self.fault(.at(.byte(4), .drop), nil)])
    let heard = try rig.run { rig in
      let first = try await rig.ask("hello", finishing: true)
      #expect(rig.hop.openConnections == 1, "the far end does not know that the client has left")
      return first
    }
    // Four bytes went up and came back; what is said behind them is lost, the ends too.
    #expect(heard == Heard(bytes: Array("hell".utf8), end: "open"))
  }

  @Test func `a client that finished and is then reset takes the far end along`() throws {
    // Only a socket's kernel resets who writes to a reader that has gone for good.
    let rig = try LinkRig(isLive: true, []) { connection in
      while connection.failure == nil {
        connection.write([1])
        await connection.world.sleep(for: .milliseconds(5))
      }
    }
    try rig.run { rig in
      let connection = try await rig.connect()
      connection.finish()
      _ = try await connection.more()
      connection.close()
      let patience = rig.now + .seconds(20)
      while rig.hop.openConnections > 0, rig.now < patience {
        await rig.client.sleep(for: .milliseconds(5))
      }
      #expect(rig.hop.openConnections == 0)
    }
  }

  @Test func `a link that has carried something is let go of`() throws {
    weak var hop: LinkHop?
    do {
      let rig = try LinkRig([])
      hop = rig.hop
      _ = try rig.run { try await $0.ask("hello") }
    }
    #expect(hop == nil)
  }

  @Test func `latency is there both ways`() throws {
    let rig = try LinkRig([Self.fault(.latency(.constant(2)), nil)])
    let took = try rig.run { rig in
      _ = try await rig.ask("hello")
      return rig.now - .start
    }
    #expect(took > .seconds(4) && took < .seconds(5))
  }

  @Test func `a narrow line slows who sends down to its rate`() throws {
    let rig = try LinkRig(
      [Self.fault(.bandwidth(bytesPerSecond: 100_000))], farEnd: LinkRig.sending(1_000_000))
    let (heard, took) = try rig.run { rig in
      (try await rig.ask("", finishing: false), rig.now - .start)
    }
    #expect(heard.bytes == Self.pattern(1_000_000))
    #expect(took >= .seconds(10) && took < .seconds(11))
  }

  @Test func `a share of the connections is met, the same ones for a seed`() throws {
    func ends(_ seed: UInt64) throws -> ([String], String) {
      let rig = try LinkRig(seed: seed, [Self.fault(.at(.byte(2), .cut)) { $0.share = 0.3 }])
      let ends = try rig.run { rig in
        var ends: [String] = []
        for _ in 0..<60 { ends.append(try await rig.ask("hello").text) }
        return ends
      }
      return (ends, rig.digest)
    }
    let (first, digest) = try ends(1)
    #expect((6...30).contains(first.count { $0 == "he" }))
    #expect(first.allSatisfy { $0 == "he" || $0 == "hello" })
    let (again, sameDigest) = try ends(1)
    #expect(again == first && sameDigest == digest)
    #expect(try ends(2).0 != first)
  }

  @Test func `only the connection of that number is met`() throws {
    let rig = try LinkRig([Self.fault(.at(.byte(1), .cut)) { $0.nthConnection = 2 }])
    let texts = try rig.run { rig in
      var texts: [String] = []
      for _ in 0..<3 { texts.append(try await rig.ask("hello").text) }
      return texts
    }
    #expect(texts == ["hello", "h", "hello"])
  }

  @Test func `a fault works in its window only, also on an open connection`() throws {
    let window = LinkWindow(start: .seconds(10), length: .seconds(10))
    let rig = try LinkRig([Self.fault(.latency(.constant(1)), .down) { $0.window = window }])
    let times = try rig.run { rig in
      let connection = try await rig.connect()
      defer { connection.close() }
      var times: [Bool] = []
      for _ in 0..<3 {
        let start = rig.now
        connection.write([1])
        _ = try await connection.more()
        connection.consume(connection.input.count)
        times.append(rig.now - start > .seconds(1))
        await rig.client.sleep(for: .seconds(10))
      }
      return times
    }
    #expect(times == [false, true, false])
  }

  @Test func `a link that is down refuses, has reset what was open, and comes back`() throws {
    let window = LinkWindow(start: .seconds(10), length: .seconds(10))
    let rig = try LinkRig([], outages: [LinkOutage(.refused, window)])
    let ends = try rig.run { rig in
      let open = try await rig.connect()
      defer { open.close() }
      open.write([1])
      var ends = [await Heard.all(of: open).end]
      do {
        _ = try await rig.connect()
      } catch ConnectError.refused {
        ends.append("refused")
      }
      await rig.client.sleep(until: .start + .seconds(20))
      return ends + [try await rig.ask("hello").text]
    }
    #expect(ends == ["reset", "refused", "hello"])
  }

  @Test(arguments: [LinkOutage.Kind.silent, .unroutable, .unresolved])
  func `a link that is lost fails as its kind does, and what was open goes on`(
    kind: LinkOutage.Kind
  ) throws {
    let window = LinkWindow(start: .seconds(1), length: .seconds(10))
    let rig = try LinkRig([], outages: [LinkOutage(kind, window)])
    let (error, isOpen) = try rig.run { rig in
      let open = try await rig.connect()
      defer { open.close() }
      await rig.client.sleep(until: .start + .seconds(2))
      let error = await #expect(throws: ConnectError.self) { try await rig.connect() }
      // Only silence takes the patience of who connects.
      #expect((rig.now >= .start + .seconds(7)) == (kind == .silent))
      return (error, open.failure == nil)
    }
    let address = rig.address
    switch kind {
    case .silent: #expect(error == .timedOut(address))
    case .unroutable: #expect(error == .unreachable(address))
    case .unresolved: #expect(error == .unresolved(address))
    case .refused: Issue.record("not one of the arguments")
    }
    #expect(isOpen)
  }

  @Test func `the far end sees the client's own host`() throws {
    let rig = try LinkRig([]) { $0.write(Array($0.peerHost.utf8)) }
    let host = try rig.run { rig in
      let connection = try await rig.connect(from: "127.4.5.6")
      defer { connection.close() }
      return await Heard.all(of: connection).text
    }
    #expect(host == "127.4.5.6")
  }

  @Test func `a far end that is not there resets who has connected`() throws {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let (client, link) = (World("client", on: loop), World("link", on: loop))
    let hop = LinkHop(in: link, to: Address("nobody", port: 1))
    let address = try hop.start(at: Address("link", port: 0))
    let end = Box("")
    client.spawn("visit") {
      guard let connection = try? await client.connect(to: address, by: .start + .seconds(5))
      else { return }
      end.value = await Heard.all(of: connection).end
      connection.close()
      await hop.stop(by: client.now)
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(end.value == "reset")
    #expect(link.leftovers == [])
  }

  @Test func `what no connection has met is known, and what stands at a place that none came to`()
    throws
  {
    var faults = (0..<4).map { LinkFault(id: "\($0)", .at(.byte($0 < 2 ? 3 : 9), .drop)) }
    faults[1].nthConnection = 2
    faults[3].toxic = .latency(.constant(0))
    let rig = try LinkRig(faults)
    #expect(rig.hop.idleFaults.count == 4)
    _ = try rig.run { try await $0.ask("hello") }
    #expect(rig.hop.idleFaults.map(\.id) == ["1", "2"])
    rig.hop.change(to: faults.dropLast())
    #expect(rig.hop.idleFaults.map(\.id) == ["1", "2"], "what has struck stays so")
  }
}
