import HTTP
import Testing
import Wire
import World

/// Answers after a second, in steps or, where the target says so, in the task.
private final class SlowErrand: HTTPErrand, @unchecked Sendable {  // Confined to its loop.
  private let exchange: HTTPExchange
  private let body: [UInt8]
  private var isDue = false

  init(_ exchange: HTTPExchange) throws {
    self.exchange = exchange
    body = try exchange.bodyAtHand()
    let world = exchange.connection.world
    _ = world.at(world.now + .seconds(1)) { [self] in
      isDue = true
      exchange.goOn()
    }
  }

  func step() -> HTTPErrandStep {
    guard isDue else { return .waiting }
    if exchange.head.target == "/task" { return .needsTask }
    answer("step")
    return .over
  }

  func finish() async { answer("task") }

  private func answer(_ text: String) {
    exchange.respond(HTTPAnswer(status: 200, body: Array("\(text)+\(body.count)".utf8)))
  }
}

private final class ErrandHandler: HTTPHandler, @unchecked Sendable {  // Confined to its loop.
  private(set) var errandCount = 0
  private(set) var handledCount = 0

  func errand(for exchange: HTTPExchange) -> (any HTTPErrand)? {
    guard exchange.head.target != "/handled" else { return nil }
    errandCount += 1
    return try? SlowErrand(exchange)
  }

  func handle(_ exchange: HTTPExchange) async throws {
    handledCount += 1
    let body = try await exchange.body()
    exchange.respond(HTTPAnswer(status: 200, body: Array("handled+\(body.count)".utf8)))
  }

  func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    HTTPAnswer(status: refusal.status)
  }
}

@Suite struct HTTPErrandTests {
  /// What comes back for parts that are sent ten milliseconds apart, and who served them.
  private func answers(
    _ arm: Arm, _ parts: [String], drainedAfter patience: Duration? = nil
  ) throws -> (text: String, errands: Int, handled: Int) {
    let loop: Loop
    switch arm {
    case .sim: loop = .simulated(SimOptions(seed: 1))
    case .live: loop = try .live(LiveOptions(seed: 1, timeScale: 0.02))
    }
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let handler = ErrandHandler()
    let server = HTTPServer("server", in: far, handler: handler)
    let address = try server.listen(at: Address(arm == .sim ? "far" : "127.0.0.1", port: 0))
    let text = Box("")
    near.spawn("client") {
      // The first part is not to be there before the connection's task waits.
      text.value = (try? await Pair.raw(near, address, [""] + parts)) ?? "failed"
      if patience == nil { await server.drain(by: far.now + .seconds(5)) }
    }
    if let patience {
      far.spawn("drain") {
        await far.sleep(for: patience)
        await server.drain(by: far.now + .seconds(5))
      }
    }
    #expect(loop.run(until: .start + .seconds(3600)) == .idle)
    #expect(near.leftovers.isEmpty && far.leftovers.isEmpty)
    return (text.value, handler.errandCount, handler.handledCount)
  }

  private func request(_ target: String, _ more: String = "", body: String = "") -> String {
    "GET \(target) HTTP/1.1\r\nHost: a\r\n\(more)\r\n\(body)"
  }

  @Test(arguments: Arm.allCases)
  func `an errand serves one request after the other, and the task what it cannot`(
    arm: Arm
  ) throws {
    let last = request("/task", "Connection: close\r\nContent-Length: 3\r\n", body: "abc")
    let pause = [String](repeating: "", count: 150)
    let parts = [request("/")] + pause + [request("/handled")] + [request("/")] + pause + [last]
    let (text, errands, handled) = try answers(arm, parts)

    #expect(text.components(of: "200 OK") == 4)
    // What comes together, and so who serves it, is for the machine to say in a live world.
    guard arm == .sim else { return }
    #expect(text.components(of: "step+0") == 2)
    #expect(text.components(of: "handled+0") == 1)
    #expect(text.hasSuffix("task+3"))
    #expect(errands == 3 && handled == 1)
  }

  @Test(arguments: Arm.allCases)
  func `a body that comes later, and a request behind another, are the task's`(arm: Arm) throws {
    let late = request("/", "Content-Length: 3\r\n")
    let close = request("/", "Connection: close\r\n")
    let (text, errands, handled) = try answers(arm, [late, "abc" + request("/") + close])

    #expect(text.components(of: "200 OK") == 3)
    if arm == .sim { #expect(errands == 0 && handled == 3) }
  }

  @Test(arguments: Arm.allCases)
  func `a head that is none is refused, a drain waits for an errand`(arm: Arm) throws {
    #expect(try answers(arm, ["GET / HTTP/1.1\r\nHost a\r\n\r\n"]).text.hasPrefix("HTTP/1.1 400"))
    let (text, errands, _) = try answers(
      .sim, [request("/")], drainedAfter: .milliseconds(500))

    #expect(text.components(of: "step+0") == 1)
    #expect(errands == 1)
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
