import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct EdgeTests {
  private static let answer = OriginStep.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

  // MARK: An origin that does not answer

  @Test func `an origin where nobody listens is a 521`() throws {
    let rig = EdgeRig([])
    let seen = try rig.run(listening: false) { await $0.fetch() }
    #expect(seen.status == 521)
    #expect(seen.fields["cf-error-type"] == "521")
    #expect(rig.records.map(\.cause) == [.refused])
    #expect(rig.records.map(\.originStatus) == [nil])
  }

  @Test func `an origin that does not answer the SYN is a 522 after 19 seconds`() throws {
    let rig = EdgeRig(options: { $0.silentHosts = ["service"] }, [])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == 522)
    #expect(rig.records[0].ended - rig.records[0].started == .seconds(19))
    #expect(rig.records.map(\.cause) == [.connectTimeout])
  }

  @Test(arguments: [
    ([OriginStep.finish], EdgeCause.closedBeforeHead, "a close instead of a head"),
    ([.reset], .closedBeforeHead, "a reset instead of a head"),
    ([.write("HTTP/1.1 200 OK\r\nContent-Le"), .finish], .closedBeforeHead, "half a head"),
    ([.write("+OK POP3 ready\r\n\r\n"), .hang], .malformed, "another protocol"),
    ([.write("HTTP/1.1 200 OK\nContent-Length: 0\n\n"), .hang], .malformed, "bare line feeds"),
    (
      [.write("HTTP/1.1 200 OK\r\nX: \(String(repeating: "x", count: 140_000))\r\n\r\n"), .hang],
      .malformed, "a head over the limit"
    ),
    (
      [.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"), .hang], .malformed,
      "an upgrade nobody asked for"
    ),
    (
      [.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok"), .hang],
      .malformed, "two lengths"
    ),
  ])
  func `an origin that sends no head is a 520`(
    script: [OriginStep], cause: EdgeCause, reason: String
  ) throws {
    let rig = EdgeRig(script)
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == 520, "\(reason)")
    #expect(rig.records.map(\.cause) == [cause], "\(reason)")
  }

  // MARK: Errors of the origin

  @Test(arguments: [502, 504])
  func `an origin's own gateway error is replaced, fields and all`(status: Int) throws {
    let rig = EdgeRig([
      .write(
        "HTTP/1.1 \(status) Mine\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 13\r\n\r\n"
          + #"{"error":"x"}"#)
    ])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == status)
    #expect(!seen.body.contains(#""error""#))
    #expect(seen.fields["access-control-allow-origin"] == nil)
    #expect(seen.fields["cf-error-type"] == String(status))
    #expect(rig.records.map(\.cause) == [.replaced(status)])
  }

  @Test(arguments: [400, 401, 403, 404, 413, 424, 429, 500, 503])
  func `any other error passes byte for byte with its CORS fields`(status: Int) throws {
    let body = "{\"error\":\"a\u{0}b\u{FF}\"}"
    let rig = EdgeRig([
      .write(
        "HTTP/1.1 \(status) Mine\r\nAccess-Control-Allow-Origin: https://app.example\r\n"
          + "Vary: Origin\r\nRetry-After: 7\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    ])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == status)
    #expect(seen.body == body)
    #expect(seen.fields["access-control-allow-origin"] == "https://app.example")
    #expect(seen.fields["vary"] == "Origin")
    #expect(seen.fields["retry-after"] == "7")
    #expect(seen.fields["cf-error-type"] == nil)
    #expect(rig.records.map(\.cause) == [.passed])
  }

  @Test func `heads of 100 kB pass both ways, though an origin would not take one`() throws {
    let long = String(repeating: "x", count: 100_000)
    let head = "HTTP/1.1 200 OK\r\nX-Long: \(long)\r\nContent-Length: 0\r\n\r\n"
    let rig = EdgeRig(reading: .nothing, [.wait(.seconds(1)), .write(head), .finish])
    let (answer, _) = try rig.run { rig in
      await rig.speak(
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: \(long)\r\n\r\n")
    }
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
    #expect(answer.contains(long))
  }

  @Test(arguments: [
    (EdgeProfile.cloudflare2025, 15_000, 1, 200), (.cloudflare2025, 17_000, 1, 413),
    (.cloudflare2025, 12_000, 3, 413), (EdgeRig.punctual(), 40_000, 3, 200),
    (EdgeRig.punctual(), 50_000, 3, 413),
  ])
  func `a request's head is as long as its year allows, and one of its fields`(
    profile: EdgeProfile, bytes: Int, fields: Int, status: Int
  ) throws {
    let rig = EdgeRig(
      profile: profile, reading: .nothing, [.wait(.seconds(1)), Self.answer, .finish])
    let field = "Cookie: \(String(repeating: "x", count: bytes))\r\n"
    let (answer, _) = try rig.run { rig in
      await rig.speak(
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
          + String(repeating: field, count: fields) + "\r\n")
    }
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    #expect(rig.records.map(\.cause) == [status == 200 ? .passed : .headTooLong])
  }

  // MARK: Requests

  @Test func `a body arrives whole, whichever framing the client chose`() throws {
    let rig = EdgeRig([Self.answer])
    let (answer, _) = try rig.run { rig in
      await rig.speak(
        "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
          + "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nfghij")
    }
    #expect(answer.split(separator: "HTTP/1.1 200 OK").count == 2)
    #expect(rig.origin.requests.count == 2)
    for (request, body) in zip(rig.origin.requests, ["abcde", "fghij"]) {
      #expect(request.hasSuffix("\r\n\r\n\(body)"))
    }
    #expect(rig.origin.requests.allSatisfy { $0.contains("content-length: 5\r\n") })
    #expect(!rig.origin.requests[0].lowercased().contains("transfer-encoding"))
  }

  @Test(arguments: [
    ("Content-Length: 11\r\n\r\n", "/up", "a declared length over the limit"),
    ("Transfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n", "/up", "chunks over it"),
  ])
  func `a body over the limit is a 413, and the origin hears nothing`(
    rest: String, path: String, reason: String
  ) throws {
    let rig = EdgeRig(profile: EdgeRig.punctual { $0.bodyBytesLimit = 10 }, [Self.answer])
    let (answer, end) = try rig.run { await $0.speak("POST /up HTTP/1.1\r\nHost: a\r\n\(rest)") }
    #expect(answer.hasPrefix("HTTP/1.1 413 Content Too Large\r\n"), "\(reason)")
    #expect(answer.components(of: "HTTP/1.1 ") == 1, "\(reason)")
    #expect(end == "finished")
    #expect(rig.origin.requests.isEmpty)
    #expect(rig.records.map(\.cause) == [.bodyTooLong])
    #expect(rig.records.map(\.path) == [path])
  }

  @Test func `a head over the limit is a 413, as at Cloudflare`() throws {
    let rig = EdgeRig([Self.answer])
    let long = String(repeating: "x", count: 140_000)
    let (answer, _) = try rig.run { rig in
      await rig.speak("GET / HTTP/1.1\r\nHost: a\r\nCookie: \(long)\r\n\r\n")
    }
    #expect(answer.hasPrefix("HTTP/1.1 413 "))
    #expect(rig.records.map(\.cause) == [.headTooLong])
  }

  @Test func `a request that is no HTTP is a 400 from the edge`() throws {
    let rig = EdgeRig([Self.answer])
    let (answer, end) = try rig.run { await $0.speak("hello\r\n\r\n") }
    #expect(answer.hasPrefix("HTTP/1.1 400 "))
    #expect(answer.contains("server: cloudflare\r\n") || answer.contains("Server: cloudflare\r\n"))
    #expect(end == "finished")
    #expect(rig.origin.requests.isEmpty)
  }

  @Test func `a request that has been here before is refused with code 1000`() throws {
    let rig = EdgeRig([Self.answer])
    let seen = try rig.run { rig in
      await rig.fetch(
        HTTPRequest("GET", "/", fields: ["CDN-Loop": "fastly, Cloudflare; loops=1"]))
    }
    #expect(seen.status == 403)
    #expect(seen.fields["cf-error-type"] == "1000")
    #expect(rig.origin.requests.isEmpty)
    #expect(rig.records.map(\.cause) == [.loop])
  }

  @Test func `a client that leaves inside its request is a 499 without an origin`() throws {
    let rig = EdgeRig([Self.answer])
    let (answer, _) = try rig.run { rig in
      await rig.speak(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc", patience: .seconds(5))
    }
    #expect(answer.isEmpty)
    #expect(rig.origin.connectionCount == 0)
    #expect(rig.records.map(\.status) == [499])
  }

  @Test func `the origin is told who asks, and the client cannot make it up`() throws {
    let rig = EdgeRig([Self.answer])
    let fields: HTTPFields = [
      "Host": "app.example", "CF-Connecting-IP": "10.0.0.1", "X-Forwarded-For": "10.0.0.2",
      "X-Real-IP": "10.0.0.3", "Cookie": "a=1",
    ]
    let seen = try rig.run { rig in
      await rig.fetch(HTTPRequest("GET", "/path?a=1", fields: fields), from: "203.0.113.9")
    }
    let request = try #require(rig.origin.requests.first)
    #expect(request.hasPrefix("GET /path?a=1 HTTP/1.1\r\n"))
    #expect(request.contains("CF-Connecting-IP: 203.0.113.9\r\n"))
    #expect(request.contains("X-Forwarded-For: 10.0.0.2,203.0.113.9\r\n"))
    #expect(request.contains("Host: app.example\r\n"))
    #expect(request.contains("Cookie: a=1\r\n"))
    #expect(!request.contains("10.0.0.1"))
    #expect(!request.contains("10.0.0.3"))
    let ray = try #require(seen.fields["cf-ray"])
    #expect(request.contains("CF-Ray: \(ray)\r\n"))
    #expect(rig.records.map(\.ray) == [ray])
    #expect(rig.records.map(\.clientHost) == ["203.0.113.9"])
    #expect(rig.records.map(\.path) == ["/path"])
  }

  // MARK: Connections

  @Test func `requests share the client's and the origin's connection`() throws {
    let rig = EdgeRig([Self.answer])
    let seen = try rig.run { rig -> [Seen] in
      let client = HTTPClient(in: rig.users, to: EdgeRig.edgeAddress)
      defer { client.close() }
      var seen: [Seen] = []
      for _ in 0..<3 {
        seen.append(
          await client.fetch(HTTPRequest("GET", "/"), in: rig.users, patience: .seconds(9)))
        await rig.users.sleep(for: .seconds(20))
      }
      return seen
    }
    #expect(seen.map(\.body) == ["ok", "ok", "ok"])
    #expect(rig.origin.connectionCount == 1)
    #expect(Set(rig.records.map(\.ray)).count == 3)
  }

  @Test func `an unused origin connection is closed after its idle time`() throws {
    let rig = EdgeRig([Self.answer])
    _ = try rig.run { rig in
      _ = await rig.fetch()
      await rig.users.sleep(for: .seconds(1000))
    }
    let gone = try #require(rig.origin.edgeGoneAt)
    #expect(gone - rig.origin.requestAt == .seconds(900) + EdgeRig.latency * 2)
  }

  @Test func `a stop lets an exchange end, and takes no new one`() throws {
    let rig = EdgeRig([.wait(.seconds(5)), Self.answer, .hang])
    let (running, late) = try rig.run { rig -> (Seen, Seen) in
      let running = Box(Seen())
      rig.users.spawn("running") { running.value = await rig.fetch() }
      await rig.users.sleep(for: .seconds(3))
      rig.users.spawn("stop") { await rig.edge.stop(by: rig.users.now + .seconds(4)) }
      await rig.users.sleep(for: .seconds(1))
      let late = await rig.fetch()
      await rig.users.sleep(for: .seconds(10))
      return (running.value, late)
    }
    #expect(running.body == "ok")
    #expect(late.error == .connect(.refused(EdgeRig.edgeAddress)))
    #expect(rig.records.map(\.cause) == [.passed])
  }

  @Test func `a stop resets what is still open, on both sides`() throws {
    let rig = EdgeRig([.hang])
    let seen = try rig.run { rig -> Seen in
      let seen = Box(Seen())
      rig.users.spawn("client") { seen.value = await rig.fetch() }
      await rig.users.sleep(for: .seconds(3))
      await rig.edge.stop(by: rig.users.now + .seconds(4))
      await rig.users.sleep(for: .seconds(1))
      return seen.value
    }
    #expect(seen.error == .reset)
    #expect(rig.origin.edgeReset)
    #expect(rig.records.map(\.cause) == [.stopped])
  }

  @Test func `a stop ends what is read for nobody`() throws {
    let beat: [OriginStep] = [.wait(.seconds(10)), .write("1\r\n.\r\n")]
    let rig = EdgeRig(
      profile: EdgeRig.punctual { $0.clientAbort = .never },
      [.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n.\r\n")]
        + Array(repeating: beat, count: 3).flatMap { $0 })
    let deadline = try rig.run { rig -> Instant in
      _ = await rig.fetch(patience: .seconds(5))
      let deadline = rig.users.now + .seconds(10)
      await rig.edge.stop(by: deadline)
      await rig.users.sleep(for: .seconds(30))
      return deadline
    }
    #expect(rig.records.map(\.ended) == [deadline])
    #expect(rig.records.map(\.cause) == [.clientGone])
    #expect(rig.origin.edgeReset)
  }

  @Test(arguments: 1...20)
  func `whatever the order of events, each request has one record and leaves nothing`(
    seed: UInt64
  ) throws {
    let abort = ClientAbort.allCases[Int(seed % 3)]
    let rig = EdgeRig(
      profile: EdgeRig.punctual { $0.clientAbort = abort },
      options: {
        $0.seed = seed
        $0.stalls = TaskStalls(probability: 0.2, delay: .exponential(mean: 0.02))
        $0.defaultLink.latency = .logNormal(median: 0.005, sigma: 1)
      },
      [
        .wait(.milliseconds(40)), .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        .write("3\r\none\r\n"), .wait(.milliseconds(40)), .write("3\r\ntwo\r\n0\r\n\r\n"),
      ])
    let seen = try rig.run { rig -> [Seen] in
      let seen = Box<[Seen]>([])
      var random = rig.users.random.child("patience")
      for _ in 0..<20 {
        let patience = Distribution.uniform(0.05, 0.3).duration(from: &random)
        rig.users.spawn("user") { seen.value.append(await rig.fetch(patience: patience)) }
      }
      await rig.users.sleep(for: .seconds(30))
      return seen.value
    }
    let passed = rig.records.filter { $0.cause == .passed }
    let whole = seen.filter { $0.error == nil && $0.body == "onetwo" }
    #expect(seen.count == 20)
    #expect(seen.allSatisfy { $0.error != nil || $0.body == "onetwo" })
    #expect(rig.records.allSatisfy { $0.cause == .passed || $0.cause == .clientGone })
    #expect(passed.count >= whole.count)
    #expect(Set(rig.records.map(\.ray)).count == rig.records.count)
    #expect(rig.origin.requests.count <= rig.records.count)
  }

  // MARK: The live world

  @Test func `the same edge stands on real sockets`() throws {
    let loop = try Loop.live(LiveOptions(seed: 1, timeScale: 0.01))
    let world = World("all", on: loop)
    let stream = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    let origin = ScriptedOrigin(
      in: world,
      [.write(stream), .wait(.seconds(10)), .write("2\r\nhi\r\n0\r\n\r\n"), .wait(.seconds(1))])
    let silent = ScriptedOrigin(in: world, [.hang])
    let records = Box<[EdgeRecord]>([])
    let any = Address("127.0.0.1", port: 0)
    let edges = try [origin, silent].map { origin in
      let configuration = EdgeConfiguration(
        profile: EdgeRig.punctual(), origin: try origin.listen(at: any), host: "app.example")
      return Edge(in: world, configuration) { records.value.append($0) }
    }
    let addresses = try edges.map { try $0.start(at: any) }
    let seen = Box<[Seen]>([])
    world.spawn("visit") {
      for (edge, address) in zip(edges, addresses) {
        let client = HTTPClient(in: world, to: address)
        seen.value.append(
          await client.fetch(HTTPRequest("GET", "/"), in: world, patience: .seconds(500)))
        client.close()
        await edge.stop(by: world.now + .seconds(20))
      }
      origin.close()
      silent.close()
    }
    #expect(loop.run(until: .start + .seconds(1500)) == .idle)
    #expect(seen.value.map(\.status) == [200, 524])
    #expect(seen.value.first?.body == "hi")
    #expect(records.value.map(\.cause) == [.passed, .readTimeout])
    #expect(world.openConnections == 0)
  }

  @Test func `a client that resets a full connection closes the origin as well`() throws {
    let loop = try Loop.live(LiveOptions(seed: 1, timeScale: 0.01))
    let world = World("all", on: loop)
    let any = Address("127.0.0.1", port: 0)
    let origin = ScriptedOrigin(
      in: world,
      [
        .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        .flood(byteCount: 1_000_000_000), .hang,
      ])
    let records = Box<[EdgeRecord]>([])
    let configuration = EdgeConfiguration(
      // However slow the machine is: the reset shall be seen, not a stall.
      profile: EdgeRig.punctual { $0.clientStall = .seconds(100_000) },
      origin: try origin.listen(at: any), host: "app.example")
    let edge = Edge(in: world, configuration) { records.value.append($0) }
    let address = try edge.start(at: any)
    world.spawn("visit") {
      let client = HTTPClient(in: world, to: address)
      let deadline = world.now + .seconds(500)
      let call = try? await client.send(HTTPRequest("GET", "/"), connectBy: deadline)
      _ = try? await call?.head(by: deadline)
      var byteCount = 0
      while byteCount < 10_000_000,
        (try? await call?.body(by: deadline, { byteCount += $0.count })) == .bytes
      {}
      call?.close()
      client.close()
      origin.close()
      await edge.stop(by: world.now + .seconds(50))
    }
    #expect(loop.run(until: .start + .seconds(1500)) == .idle)
    #expect(records.value.map(\.cause) == [.clientGone])
    #expect(origin.edgeReset)
    #expect(world.openConnections == 0)
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(of text: String) -> Int {
    ranges(of: text).count
  }
}
