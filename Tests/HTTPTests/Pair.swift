import HTTP
import Testing
import Wire
import World

/// Which of the two worlds a test runs in.
enum Arm: CaseIterable {
  case sim
  case live
}

/// What a test's tasks leave behind for its expectations.
final class Box<Value>: @unchecked Sendable {  // Written on the loop, read after it has ended.
  var value: Value

  init(_ value: Value) {
    self.value = value
  }
}

/// A handler made of a closure.
final class ClosureHandler: HTTPHandler {
  let body: (HTTPExchange) async throws -> Void

  init(_ body: @escaping (HTTPExchange) async throws -> Void) {
    self.body = body
  }

  func handle(_ exchange: HTTPExchange) async throws { try await body(exchange) }

  func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    HTTPAnswer(status: refusal.status, body: Array("\(refusal)".utf8))
  }
}

/// A server and a client task in either world; ends when the client returns.
struct Pair {
  let loop: Loop
  let near: World
  let far: World
  let server: HTTPServer
  let address: Address

  init(_ arm: Arm, _ body: @escaping (HTTPExchange) async throws -> Void) throws {
    switch arm {
    case .sim: loop = .simulated(SimOptions(seed: 1))
    case .live: loop = try .live(LiveOptions(seed: 1, timeScale: 0.02))
    }
    near = World("near", on: loop)
    far = World("far", on: loop)
    server = HTTPServer("server", in: far, handler: ClosureHandler(body))
    address = try server.listen(at: Address(arm == .sim ? "far" : "127.0.0.1", port: 0))
  }

  /// Runs a client to its end and demands that nothing is left over.
  func run(_ client: @escaping @Sendable (World, Address) async throws -> Void) {
    near.spawn("client") { [self] in
      do {
        try await client(near, address)
      } catch {
        Issue.record("the client failed: \(error)")
      }
      await server.drain(by: far.now + .seconds(5))
    }
    #expect(loop.run(until: .start + .seconds(3600)) == .idle)
    #expect(near.openConnections == 0 && far.openConnections == 0)
    #expect(near.openTasks.isEmpty && far.openTasks.isEmpty)
  }

  /// Writes raw bytes and returns everything that comes back until the end.
  static func raw(_ world: World, _ address: Address, _ parts: [String]) async throws -> String {
    let connection = try await world.connect(to: address, by: world.now + .seconds(5))
    for part in parts {
      connection.write(Array(part.utf8))
      await world.sleep(for: .milliseconds(10))
    }
    var text = ""
    while try await connection.more(by: world.now + .seconds(100)) == .bytes {
      text += String(decoding: connection.input.view, as: UTF8.self)
      connection.consume(connection.input.count)
    }
    connection.finish()
    connection.close()
    return text
  }
}
