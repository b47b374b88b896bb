import HTTP
import Testing
import Wire
import World

@Suite struct HTTPClientTests {
  @Test(arguments: Arm.allCases)
  func `a connection is kept and used again, until it has been idle for too long`(arm: Arm) throws {
    let connections = Box<[ObjectIdentifier]>([])
    try Pair(arm) { exchange in
      connections.value.append(ObjectIdentifier(exchange.connection))
      exchange.respond(HTTPAnswer(status: 200, body: Array("ok".utf8)))
    }.run { world, address in
      let client = HTTPClient(in: world, to: address, idleLimit: .seconds(20))
      for pause in [0, 5, 40] {
        await world.sleep(for: .seconds(pause))
        let call = try await client.send(
          HTTPRequest("GET", "/"), connectBy: world.now + .seconds(5))
        _ = try await call.head(by: world.now + .seconds(5))
        _ = try await call.wholeBody(by: world.now + .seconds(5), limit: 10)
        call.close()
      }
      client.close()
    }
    let seen = connections.value
    #expect(seen.count == 3)
    #expect(seen[0] == seen[1])
  }

  @Test(arguments: [
    ("", HTTPClientError.closedBeforeHead),
    ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", .truncated),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", .truncated),
    ("<html>not http</html>\r\n\r\n", .malformed(.malformedStatusLine(offset: 8))),
  ])
  func `an answer that breaks off or is no HTTP is told apart from a whole one`(
    bytes: String, expected: HTTPClientError
  ) throws {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let failure = Box<HTTPClientError?>(nil)
    let listener = try far.listen(at: Address("far", port: 1)) { connection in
      connection.write(Array(bytes.utf8))
      connection.finish()
      connection.close()
    }
    near.spawn("client") {
      let client = HTTPClient(in: near, to: listener.address)
      do {
        let call = try await client.send(HTTPRequest("GET", "/"), connectBy: near.now + .seconds(5))
        defer { call.close() }
        _ = try await call.head(by: near.now + .seconds(5))
        _ = try await call.wholeBody(by: near.now + .seconds(5), limit: 100)
      } catch {
        failure.value = error as? HTTPClientError
      }
      listener.close()
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(failure.value == expected)
  }

  @Test func `bytes behind an answer are not taken for the answer to the next request`() throws {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let (connections, statuses) = (Box(0), Box<[Int]>([]))
    let listener = try far.listen(at: Address("far", port: 1)) { connection in
      connections.value += 1
      let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
      connection.write(Array((answer + "HTTP/1.1 500 Planted\r\n\r\n").utf8))
      connection.whenGone { connection.close() }
    }
    near.spawn("client") {
      let client = HTTPClient(in: near, to: listener.address)
      for _ in 0..<2 {
        let by = near.now + .seconds(5)
        guard let call = try? await client.send(HTTPRequest("GET", "/"), connectBy: by) else {
          return
        }
        statuses.value.append((try? await call.head(by: by).status) ?? 0)
        call.close()
      }
      client.close()
      listener.close()
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(statuses.value == [200, 200])
    #expect(connections.value == 2)
  }

  @Test func `what a server says on a kept connection ends it, long before the next request`()
    throws
  {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let (connections, statuses, gone) = (Box(0), Box<[Int]>([]), Box<Instant?>(nil))
    let listener = try far.listen(at: Address("far", port: 1)) { connection in
      connections.value += 1
      connection.write(Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8))
      _ = far.at(far.now + .seconds(1)) {
        if connection.failure == nil { connection.write(Array("HTTP/1.1 500 Planted".utf8)) }
      }
      connection.whenGone {
        gone.value = gone.value ?? far.now
        connection.close()
      }
    }
    near.spawn("client") {
      let client = HTTPClient(in: near, to: listener.address)
      for _ in 0..<2 {
        let by = near.now + .seconds(5)
        guard let call = try? await client.send(HTTPRequest("GET", "/"), connectBy: by) else {
          return
        }
        statuses.value.append((try? await call.head(by: by).status) ?? 0)
        call.close()
        await near.sleep(for: .seconds(10))
      }
      client.close()
      listener.close()
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(statuses.value == [200, 200])
    #expect(connections.value == 2)
    #expect(try #require(gone.value) < .start + .seconds(2))
    #expect(near.leftovers == [] && far.leftovers == [])
  }

  @Test func `a server that says nothing is given up at the deadline, exactly`() throws {
    let end = Box<Instant?>(nil)
    try Pair(.sim) { exchange in
      await exchange.connection.world.sleep(for: .seconds(100))
      exchange.respond(HTTPAnswer(status: 200))
    }.run { world, address in
      let client = HTTPClient(in: world, to: address)
      let call = try await client.send(HTTPRequest("GET", "/"), connectBy: world.now + .seconds(5))
      do {
        _ = try await call.head(by: .start + .seconds(60))
      } catch HTTPClientError.timedOut {
        end.value = world.now
      }
      call.close()
    }
    #expect(end.value == .start + .seconds(60))
  }

  @Test func `an aborted call throws its reason and resets the server`() throws {
    struct Enough: Error {}
    let (thrown, noticed) = (Box<(any Error)?>(nil), Box<Instant?>(nil))
    try Pair(.sim) { exchange in
      let world = exchange.connection.world
      exchange.whenClientGone { noticed.value = world.now }
      await world.sleep(for: .seconds(10))
    }.run { world, address in
      let client = HTTPClient(in: world, to: address)
      let call = try await client.send(HTTPRequest("GET", "/"), connectBy: world.now + .seconds(5))
      _ = world.at(.start + .seconds(3)) { call.abort(Enough()) }
      do {
        _ = try await call.head(by: world.now + .seconds(60))
      } catch {
        thrown.value = error
      }
    }
    #expect(thrown.value is Enough)
    // One way over the link, not more.
    #expect(noticed.value.map { $0 - (.start + .seconds(3)) < .milliseconds(5) } == true)
  }
}
