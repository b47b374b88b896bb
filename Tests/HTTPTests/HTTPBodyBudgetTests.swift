import Testing
import Wire
import World

@testable import HTTP

@Suite struct HTTPBodyBudgetTests {
  @Test func `short bodies take nothing, long ones all of their length until it is given back`()
    throws
  {
    let budget = HTTPBodyBudget(limit: 200_000)
    var (short, long, other) = (
      HTTPBodyShare(of: budget), HTTPBodyShare(of: budget), HTTPBodyShare(of: budget)
    )
    try long.grow(to: 100_000)
    try long.grow(to: 150_000)
    try short.grow(to: HTTPServerLimits.shortBodyBytes)
    #expect(throws: HTTPRefusal.tooManyBodies(heldByteCount: 150_000, limit: 200_000)) {
      try other.grow(to: HTTPServerLimits.shortBodyBytes + 1)
    }
    long.giveBack()
    long.giveBack()
    try other.grow(to: 200_000)
  }

  @Test func `who fills the memory with long bodies is refused, and nobody with a short one`()
    throws
  {
    let pair = try Pair(.sim) { exchange in
      let body = try await exchange.body()
      exchange.respond(HTTPAnswer(status: 200, body: Array("\(body.count)".utf8)))
    }
    pair.server.bodies = HTTPBodyBudget(limit: 200_000)
    let answers = Box<[String]>([])
    pair.run { world, address in
      func open(_ length: Int, sending sent: Int) async throws -> Connection {
        let connection = try await world.connect(to: address, by: world.now + .seconds(5))
        let head = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: \(length)\r\n\r\n"
        connection.write(Array(head.utf8) + [UInt8](repeating: 97, count: sent))
        await world.sleep(for: .milliseconds(100))
        return connection
      }
      let holder = try await open(150_000, sending: 149_999)
      let late = try await open(150_000, sending: 150_000)
      let short = try await open(100, sending: 100)
      // The first one's memory is free again behind its answer.
      holder.write([97])
      await world.sleep(for: .milliseconds(100))
      let next = try await open(150_000, sending: 150_000)
      for connection in [holder, late, short, next] {
        let text = String(decoding: connection.input.view, as: UTF8.self)
        answers.value.append(String(text.dropFirst(9).prefix(3)))
        connection.close()
      }
    }
    #expect(answers.value == ["200", "503", "200", "200"])
  }
}
