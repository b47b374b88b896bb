import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct EdgeRelayTests {
  private static let streamHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
    + "Access-Control-Allow-Origin: https://app.example\r\n\r\n"

  private static func chunk(_ text: String) -> OriginStep {
    .write(String(text.utf8.count, radix: 16) + "\r\n\(text)\r\n")
  }

  private static let lastChunk = OriginStep.write("0\r\n\r\n")

  // MARK: Silence

  @Test func `a head that is not there after the read timeout becomes a 524 without CORS`() throws {
    let rig = EdgeRig([.hang])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == 524)
    // The wait begins when the request leaves, a latency before it arrives at the origin.
    #expect(seen.headAt - rig.origin.requestAt == .seconds(100))
    #expect(!seen.fields.contains { $0.name.lowercased().hasPrefix("access-control") })
    #expect(rig.origin.edgeGoneAt == seen.headAt)
    #expect(rig.records.map(\.cause) == [.readTimeout])
    #expect(rig.records.map(\.longestSilence) == [.seconds(100)])
    #expect(rig.records.map(\.originStatus) == [nil])
  }

  @Test func `a record names its request, though the fields went when the answer began`() throws {
    let request = HTTPRequest("GET", "/", fields: ["X-Request-Id": "u-1"])
    let answered = EdgeRig([.write(Self.streamHead), Self.chunk("a"), Self.lastChunk])
    #expect(try answered.run { await $0.fetch(request) }.body == "a")
    #expect(answered.records.map(\.requestID) == ["u-1"])
    let cut = EdgeRig([.wait(.seconds(1)), .reset])
    #expect(try cut.run { await $0.fetch(request) }.status == 520)
    #expect(cut.records.map(\.requestID) == ["u-1"])
  }

  @Test func `a head alone is held, and the read timeout goes on`() throws {
    let rig = EdgeRig([.wait(.seconds(30)), .write(Self.streamHead), .hang])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == 524)
    #expect(seen.headAt - rig.origin.requestAt == .seconds(130) + EdgeRig.latency * 2)
    #expect(rig.records.map(\.originStatus) == [200])
    #expect(rig.records.map(\.status) == [524])
  }

  @Test func `half a head is a read like any other`() throws {
    let rig = EdgeRig([
      .wait(.seconds(90)), .write("HTTP/1.1 200 OK\r\nContent-Le"), .wait(.seconds(90)),
      .write("ngth: 2\r\n\r\nok"),
    ])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == 200)
    #expect(seen.body == "ok")
    #expect(rig.records.map(\.longestSilence) == [.seconds(90)].map { $0 + EdgeRig.latency * 2 })
  }

  @Test func `a first byte just before the timeout saves the answer`() throws {
    let rig = EdgeRig([
      .wait(.seconds(99)), .write(Self.streamHead), Self.chunk(": hello\n\n"), Self.lastChunk,
    ])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == 200)
    #expect(seen.body == ": hello\n\n")
    #expect(seen.headAt - rig.origin.requestAt == .seconds(99) + EdgeRig.latency * 2)
  }

  @Test func `a gap inside the body cuts the client without the last chunk`() throws {
    let rig = EdgeRig([
      .write(Self.streamHead), Self.chunk("data: 1\n\n"), .wait(.seconds(101)),
      Self.chunk("data: 2\n\n"), Self.lastChunk,
    ])
    let (answer, end) = try rig.run { await $0.speak("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
    #expect(answer.hasSuffix("\r\n\r\n9\r\ndata: 1\n\n\r\n"))
    #expect(end == "finished")
    #expect(rig.origin.edgeReset)
    #expect(rig.records.map(\.cause) == [.idleCut])
    #expect(rig.records.map(\.status) == [200])
    #expect(rig.records.map(\.bytesToClient) == [9])
  }

  @Test func `a comment every 15 seconds keeps a stream of 600 seconds alive`() throws {
    let beat: [OriginStep] = [.wait(.seconds(15)), Self.chunk(": keep-alive\n\n")]
    let rig = EdgeRig(
      [.write(Self.streamHead)] + Array(repeating: beat, count: 40).flatMap { $0 }
        + [Self.chunk("data: done\n\n"), Self.lastChunk])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.error == nil)
    #expect(seen.body.hasSuffix("data: done\n\n"))
    #expect(seen.pieces.count == 40)
    #expect(rig.records.map(\.longestSilence) == [.seconds(15)])
    #expect(rig.records.map(\.cause) == [.passed])
  }

  @Test func `each piece passes when it comes, not when the next one does`() throws {
    let rig = EdgeRig([
      .write(Self.streamHead), .wait(.seconds(1)), Self.chunk("one"), .wait(.seconds(2)),
      Self.chunk("two"), .wait(.seconds(3)), Self.lastChunk,
    ])
    let seen = try rig.run { await $0.fetch() }
    let lags = seen.pieces.map { $0.at - rig.origin.requestAt - EdgeRig.latency * 2 }
    #expect(lags == [.seconds(1), .seconds(3)])
    #expect(seen.endedAt - rig.origin.requestAt == .seconds(6) + EdgeRig.latency * 2)
  }

  @Test func `a late timer is late by less than its jitter, and the seed says by how much`() throws
  {
    let profile = EdgeProfile.cloudflare2025
    let waits = try (0..<2).map { _ in
      let rig = EdgeRig(profile: profile, [.hang])
      let seen = try rig.run { await $0.fetch() }
      return seen.headAt - rig.origin.requestAt
    }
    #expect(waits[0] == waits[1])
    #expect(waits[0] > .seconds(120))
    #expect(waits[0] < .seconds(121))
  }

  @Test(arguments: [(false, 100), (true, 161)])
  func `interim answers are no sign of life unless the profile says so`(
    counts: Bool, seconds: Int
  ) throws {
    let interim = [OriginStep.write("HTTP/1.1 100 Continue\r\n\r\n"), .wait(.seconds(30))]
    // The last comes in two pieces, of which the first may be the beginning of an answer.
    let pieces = [
      OriginStep.write("HTTP/1.1 103 Early"), .wait(.seconds(1)), .write(" Hints\r\n\r\n"), .hang,
    ]
    let rig = EdgeRig(
      profile: EdgeRig.punctual { $0.informationalResetsRead = counts },
      interim + interim + pieces)
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == 524)
    // What counts came a latency after it was sent, and the page takes another.
    let late = counts ? EdgeRig.latency * 2 : .zero
    #expect(seen.headAt - rig.origin.requestAt == .seconds(seconds) + late)
  }

  @Test func `a pass-through edge waits for as long as the origin likes`() throws {
    let rig = EdgeRig(
      profile: .passThrough,
      [.wait(.seconds(700)), .write("HTTP/1.1 504 Late\r\nContent-Length: 4\r\n\r\nlate")])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == 504)
    #expect(seen.body == "late")
  }

  @Test func `a pass-through edge shows the head before the body`() throws {
    let rig = EdgeRig(
      profile: .passThrough,
      [.write(Self.streamHead), .wait(.seconds(5)), Self.chunk("late"), Self.lastChunk])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.headAt - rig.origin.requestAt == EdgeRig.latency * 2)
    #expect(seen.pieces.map(\.at) == [seen.headAt + .seconds(5)])
  }

  // MARK: Cuts by the origin

  @Test(arguments: [
    ([OriginStep.finish], "an end before the last chunk"),
    ([.reset], "a reset inside the body"),
  ])
  func `an origin that ends inside the body cuts the client`(
    ending: [OriginStep], reason: String
  ) throws {
    let rig = EdgeRig(
      [.write(Self.streamHead), Self.chunk("data: 1\n\n"), .wait(.seconds(1))] + ending)
    let (answer, end) = try rig.run { await $0.speak("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
    #expect(answer.hasSuffix("9\r\ndata: 1\n\n\r\n"), "\(reason)")
    #expect(end == "finished")
    #expect(rig.records.map(\.cause) == [.originCut])
  }

  @Test func `broken chunks inside the body cut the client`() throws {
    let rig = EdgeRig([.write(Self.streamHead + "2\r\nok\r\nnonsense\r\n"), .hang])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.error == .truncated)
    #expect(seen.body == "ok")
    #expect(rig.records.map(\.cause) == [.malformed])
  }

  @Test func `an HTTP/1.0 client is told of a cut by a reset`() throws {
    let rig = EdgeRig([
      .write(Self.streamHead), Self.chunk("data: 1\n\n"), .wait(.seconds(1)), .reset,
    ])
    let (answer, end) = try rig.run { await $0.speak("GET / HTTP/1.0\r\nHost: a\r\n\r\n") }
    #expect(answer.hasSuffix("\r\n\r\ndata: 1\n\n"))
    #expect(end == "reset")
  }

  @Test func `a body that ends with its connection ends well`() throws {
    let rig = EdgeRig([.write("HTTP/1.1 200 OK\r\n\r\nall of it"), .wait(.seconds(1)), .finish])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.error == nil)
    #expect(seen.body == "all of it")
    #expect(seen.fields["transfer-encoding"] == "chunked")
  }

  // MARK: A client that leaves

  /// Leaves a second after the first piece of the body.
  private func leave(_ rig: EdgeRig) async -> Instant {
    let client = HTTPClient(in: rig.users, to: EdgeRig.edgeAddress)
    let deadline = rig.users.now + .seconds(100)
    let call = try? await client.send(HTTPRequest("GET", "/"), connectBy: deadline)
    _ = try? await call?.head(by: deadline)
    await rig.users.sleep(for: .seconds(1))
    call?.close()
    let left = rig.users.now
    await rig.users.sleep(for: .seconds(60))
    return left
  }

  private static let slowStream: [OriginStep] =
    [.write(streamHead), chunk("one"), .wait(.seconds(20)), chunk("two"), .wait(.seconds(20))]
    + [lastChunk]

  @Test func `a client that leaves closes the origin one latency later`() throws {
    let rig = EdgeRig(Self.slowStream)
    let left = try rig.run(leave)
    #expect(rig.origin.edgeGoneAt == left + EdgeRig.latency * 2)
    #expect(rig.origin.edgeReset)
    #expect(rig.records.map(\.status) == [499])
    #expect(rig.records.map(\.cause) == [.clientGone])
    #expect(rig.records.map(\.ended) == [left + EdgeRig.latency])
  }

  @Test func `an edge that looks when it writes closes the origin with the next piece`() throws {
    let rig = EdgeRig(profile: EdgeRig.punctual { $0.clientAbort = .onNextWrite }, Self.slowStream)
    _ = try rig.run(leave)
    #expect(rig.origin.edgeGoneAt == rig.origin.requestAt + .seconds(20) + EdgeRig.latency * 2)
    #expect(rig.records.map(\.status) == [499])
  }

  @Test func `an edge that ignores it reads the answer to its end`() throws {
    let rig = EdgeRig(profile: EdgeRig.punctual { $0.clientAbort = .never }, Self.slowStream)
    _ = try rig.run(leave)
    #expect(rig.records.map(\.ended) == [rig.origin.requestAt + .seconds(40) + EdgeRig.latency])
    #expect(rig.records.map(\.cause) == [.clientGone])
    #expect(rig.records.map(\.bytesToClient) == [3])
    #expect(!rig.origin.edgeReset)
  }

  @Test func `a client that leaves before the head closes the origin as well`() throws {
    let rig = EdgeRig([.hang])
    let seen = try rig.run { await $0.fetch(patience: .seconds(5)) }
    #expect(seen.error == .timedOut)
    #expect(rig.origin.edgeGoneAt == seen.endedAt + EdgeRig.latency * 2)
    #expect(rig.records.map(\.status) == [499])
  }

  @Test func `a client that has finished with its request is gone before the origin is asked`()
    throws
  {
    let rig = EdgeRig([.hang])
    let (answer, _) = try rig.run { rig in
      await rig.speak("GET / HTTP/1.1\r\nHost: a\r\n\r\n", andFinish: true)
    }
    #expect(answer.isEmpty)
    #expect(rig.origin.connectionCount == 0)
    #expect(rig.records.map(\.status) == [499])
  }

  @Test func `an edge that ignores it does not wait for a client that took nothing`() throws {
    let byteCount = 1_048_576
    let rig = EdgeRig(
      profile: EdgeRig.punctual { $0.clientAbort = .never },
      [.write(Self.streamHead), .flood(byteCount: byteCount), Self.lastChunk])
    let (before, after) = try rig.run { rig -> (Int, Int) in
      let connection = try? await rig.users.connect(
        to: EdgeRig.edgeAddress, by: rig.users.now + .seconds(10))
      defer { connection?.close() }
      connection?.write(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
      await rig.users.sleep(for: .seconds(5))
      let before = rig.origin.flooded
      connection?.finish()
      await rig.users.sleep(for: .seconds(5))
      return (before, rig.origin.flooded)
    }
    #expect(before < byteCount)
    #expect(after == byteCount)
    #expect(!rig.origin.edgeReset)
    #expect(rig.records.map(\.cause) == [.clientGone])
  }

  // MARK: A slow client

  /// A visitor at 20 kB/s; everything else as fast as it likes.
  private static func slowVisitor(_ options: inout SimOptions) {
    let profile = LinkProfile(latency: .constant(0.001), bandwidth: 20_000)
    options.links = [SimOptions.Link(from: "users", to: "edge", profile: profile)]
  }

  @Test func `a slow client slows the origin down and holds no more than the buffers`() throws {
    let byteCount = 2_097_152
    let rig = EdgeRig(
      options: Self.slowVisitor,
      [.write(Self.streamHead), .flood(byteCount: byteCount), Self.lastChunk])
    let (most, received) = try rig.run { rig in
      var (most, received) = (0, 0)
      let client = HTTPClient(in: rig.users, to: EdgeRig.edgeAddress)
      defer { client.close() }
      let deadline = rig.users.now + .seconds(1000)
      guard let call = try? await client.send(HTTPRequest("GET", "/"), connectBy: deadline)
      else { return (most, received) }
      defer { call.close() }
      _ = try? await call.head(by: deadline)
      while (try? await call.body(by: deadline, { received += $0.count })) == .bytes {
        most = max(most, rig.origin.flooded - received)
      }
      return (most, received)
    }
    #expect(received == byteCount)
    // The origin's and the edge's output, each with one more read; two lines; the edge's input.
    #expect(most <= 7 * NetworkLimits.inputBytes)
    #expect(rig.records.map(\.cause) == [.passed])
    #expect(rig.records.map(\.bytesToClient) == [byteCount])
  }

  @Test func `an origin is not blamed for the silence of a slow client`() throws {
    let byteCount = 3_145_728
    let profile = EdgeRig.punctual { $0.readTimeout = .seconds(2) }
    let rig = EdgeRig(
      profile: profile, options: Self.slowVisitor,
      [.write(Self.streamHead), .flood(byteCount: byteCount), Self.lastChunk])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.error == nil)
    #expect(rig.records.map(\.bytesToClient) == [byteCount])
  }

  @Test func `a client that stops reading is reset in the end`() throws {
    let rig = EdgeRig([.write(Self.streamHead), .flood(byteCount: 1_048_576), .hang])
    let end = try rig.run { rig -> Bool in
      let connection = try? await rig.users.connect(
        to: EdgeRig.edgeAddress, by: rig.users.now + .seconds(10))
      connection?.write(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
      await rig.users.sleep(for: .seconds(120))
      defer { connection?.close() }
      return connection?.failure != nil
    }
    #expect(end)
    #expect(rig.records.map(\.cause) == [.clientStalled])
    #expect(rig.origin.edgeReset)
  }

  // MARK: A slow origin

  @Test func `an origin that does not take the request gets a 524 for it`() throws {
    let rig = EdgeRig(reading: .headsOnly, [.hang])
    let body = [UInt8](repeating: 0x78, count: 400_000)
    let seen = try rig.run { await $0.fetch(HTTPRequest("POST", "/", body: body)) }
    #expect(seen.status == 524)
    #expect(rig.records.map(\.cause) == [.writeTimeout])
    #expect(rig.records[0].longestSilence == .seconds(30))
  }

  @Test func `an origin that takes the request may think about it for longer`() throws {
    let rig = EdgeRig([
      .wait(.seconds(60)), .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    ])
    let body = [UInt8](repeating: 0x78, count: 400_000)
    let seen = try rig.run { await $0.fetch(HTTPRequest("POST", "/", body: body)) }
    #expect(seen.status == 200)
    #expect(rig.origin.requests.first?.utf8.count ?? 0 > body.count)
  }

  @Test func `an origin that hangs up while it is being asked is a 520 at once`() throws {
    let rig = EdgeRig(reading: .nothing, [.reset])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == 520)
    #expect(rig.records[0].ended - rig.records[0].started == EdgeRig.latency * 2)
  }

  @Test func `an origin that answers early need not take the whole request`() throws {
    let refusal = "HTTP/1.1 413 No\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"
    let rig = EdgeRig(reading: .headsOnly, [.write(refusal), .wait(.seconds(1))])
    let body = [UInt8](repeating: 0x78, count: 400_000)
    let seen = try rig.run { await $0.fetch(HTTPRequest("POST", "/", body: body)) }
    #expect(seen.status == 413)
    #expect(seen.body == "no")
    #expect(rig.records.map(\.cause) == [.passed])
  }
}
