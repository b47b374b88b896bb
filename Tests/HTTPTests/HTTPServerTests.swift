import HTTP
import Testing
import Wire
import World

@Suite struct HTTPServerTests {
  private func echo(_ exchange: HTTPExchange) async throws {
    let body = try await exchange.body()
    exchange.respond(HTTPAnswer(status: 200, body: Array("[\(exchange.head.target)]".utf8) + body))
  }

  @Test(arguments: Arm.allCases)
  func `two requests in one segment are answered in order on one connection`(arm: Arm) throws {
    let answer = Box("")
    try Pair(arm, echo).run { world, address in
      answer.value = try await Pair.raw(
        world, address,
        [
          "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhiGET /b HTTP/1.1\r\nHost: x\r\n"
            + "Connection: close\r\n\r\n"
        ])
    }
    let bodies = answer.value.components(between: "\r\n\r\n", and: "HTTP/1.1")
    #expect(bodies == ["[/a]hi", "[/b]"])
  }

  /// Bytes that are no acceptable request, and why.
  struct Refused: CustomTestStringConvertible {
    let why: String
    let bytes: String
    let status: Int
    var testDescription: String { why }

    static let all = [
      Refused(why: "no Host", bytes: "GET / HTTP/1.1\r\n\r\n", status: 400),
      Refused(why: "a later version", bytes: "GET / HTTP/3.0\r\nHost: x\r\n\r\n", status: 505),
      Refused(
        why: "a long target",
        bytes: "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: x\r\n\r\n",
        status: 414),
      Refused(
        why: "a long head",
        bytes: "GET / HTTP/1.1\r\nA: \(String(repeating: "a", count: 17_000))\r\n\r\n",
        status: 431),
      Refused(
        why: "two lengths, the classic smuggling attempt",
        bytes: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n",
        status: 400),
      Refused(
        why: "a long body", bytes: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n",
        status: 413),
      Refused(why: "a head that never ends", bytes: "GET / HTTP/1.1\r\nHo", status: 408),
      Refused(
        why: "a body that never comes",
        bytes: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab", status: 408),
    ]
  }

  @Test(arguments: Refused.all)
  func `what is no acceptable request gets its status and the connection closes`(
    request: Refused
  ) throws {
    let answer = Box("")
    try Pair(.sim, echo).run { world, address in
      answer.value = try await Pair.raw(world, address, [request.bytes])
    }
    #expect(answer.value.hasPrefix("HTTP/1.1 \(request.status) "))
    #expect(answer.value.contains("connection: close"))
  }

  @Test func `a client that expects 100-continue is asked for its body, and only then sends it`()
    throws
  {
    let answer = Box("")
    try Pair(.sim, echo).run { world, address in
      answer.value = try await Pair.raw(
        world, address,
        [
          "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n"
            + "Connection: close\r\n\r\n", "hi",
        ])
    }
    #expect(answer.value.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
  }

  @Test(arguments: Arm.allCases)
  func `a handler that stops in the middle of a stream cuts it visibly`(arm: Arm) throws {
    let (text, failure) = (Box(""), Box<HTTPClientError?>(nil))
    try Pair(arm) { exchange in
      exchange.startStream(status: 200, fields: [:])
      exchange.send(Array("half".utf8))
      await exchange.connection.world.sleep(for: .seconds(1))
    }.run { world, address in
      let client = HTTPClient(in: world, to: address)
      let call = try await client.send(HTTPRequest("GET", "/"), connectBy: world.now + .seconds(5))
      _ = try await call.head(by: world.now + .seconds(5))
      do {
        while try await call.body(
          by: world.now + .seconds(50), { text.value += String(decoding: $0, as: UTF8.self) })
          == .bytes
        {}
      } catch let error as HTTPClientError {
        failure.value = error
      }
      call.close()
    }
    #expect(text.value == "half")
    #expect(failure.value == .reset || failure.value == .truncated)
  }

  @Test func `what is sent after the end of a stream is not sent, and says so`() throws {
    let late = Box(true)
    let body = Box("")
    try Pair(.sim) { exchange in
      exchange.startStream(status: 200, fields: [:])
      exchange.send(Array("all".utf8))
      exchange.endStream()
      late.value = exchange.send(Array("late".utf8))
    }.run { world, address in
      let client = HTTPClient(in: world, to: address)
      let call = try await client.send(HTTPRequest("GET", "/"), connectBy: world.now + .seconds(5))
      _ = try await call.head(by: world.now + .seconds(5))
      let bytes = try await call.wholeBody(by: world.now + .seconds(5), limit: 100)
      body.value = String(decoding: bytes, as: UTF8.self)
      call.close()
      client.close()
    }
    #expect(!late.value)
    #expect(body.value == "all")
  }

  @Test func `an HTTP/1.0 client gets a stream without chunks, ended by the connection`() throws {
    let answer = Box("")
    try Pair(.sim) { exchange in
      exchange.startStream(status: 200, fields: [:])
      exchange.send(Array("one".utf8))
      exchange.send(Array("two".utf8))
      exchange.endStream()
    }.run { world, address in
      answer.value = try await Pair.raw(world, address, ["GET / HTTP/1.0\r\n\r\n"])
    }
    #expect(answer.value.hasSuffix("\r\n\r\nonetwo"))
    #expect(!answer.value.contains("chunked"))
  }

  @Test(arguments: Arm.allCases)
  func `a drain lets running answers end and closes idle connections at once`(arm: Arm) throws {
    let status = Box(0)
    let pair = try Pair(arm) { exchange in
      await exchange.connection.world.sleep(for: .seconds(2))
      exchange.respond(HTTPAnswer(status: 200))
    }
    pair.run { [pair] world, address in
      let idle = try await world.connect(to: address, by: world.now + .seconds(5))
      let client = HTTPClient(in: world, to: address)
      let call = try await client.send(HTTPRequest("GET", "/"), connectBy: world.now + .seconds(5))
      await world.sleep(for: .milliseconds(500))
      world.spawn("drain") { await pair.server.drain(by: world.now + .seconds(10)) }
      status.value = try await call.head(by: world.now + .seconds(9)).status
      call.close()
      client.close()
      // The idle connection is gone: reading it fails or ends.
      #expect((try? await idle.more(by: world.now + .seconds(5))) != .timeout)
      idle.close()
    }
    #expect(status.value == 200)
  }
}

extension String {
  /// The parts that begin after one mark and end before the other, or at the end.
  func components(between start: String, and end: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(self)
    while let begin = rest.firstRange(of: start) {
      rest = rest[begin.upperBound...]
      let stop = rest.firstRange(of: end)?.lowerBound ?? rest.endIndex
      parts.append(String(rest[..<stop]))
      rest = rest[stop...]
    }
    return parts
  }
}
