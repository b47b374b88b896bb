import Wire
import World

/// What a server does with the requests it gets.
package protocol HTTPHandler: AnyObject {
  /// Answers one request; an answer that is unfinished when it returns or throws is cut.
  ///
  /// A thrown `HTTPRefusal` is answered by `answer(to:)` if no answer has begun.
  func handle(_ exchange: HTTPExchange) async throws
  /// The answer to bytes that are no acceptable request, whose head is known if it was one; the
  /// connection then closes.
  func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer
}

/// Serves HTTP/1.1 on a world's connections: one task per connection, one request after the other.
package final class HTTPServer: @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let name: String
  private let limits: HTTPLimits
  private let handler: any HTTPHandler
  private var listener: Listener?
  private var isDraining = false
  /// Open connections by their number, so that a drain can go through them in order.
  private var open: [Int: ServedConnection] = [:]
  private var acceptedCount = 0
  /// What long bodies may hold; a test gives it less.
  var bodies = HTTPBodyBudget()
  private lazy var emptied = Wait(world)

  /// A server that is not listening yet; `name` names its tasks. It keeps its handler alive.
  package init(
    _ name: String, in world: World, limits: HTTPLimits = .standard, handler: any HTTPHandler
  ) {
    self.name = name
    self.world = world
    self.limits = limits
    self.handler = handler
  }

  /// Starts to listen, and returns the address that clients use.
  package func listen(at address: Address) throws(ListenError) -> Address {
    let listener = try world.listen(at: address) { [self] in accept($0) }
    self.listener = listener
    return listener.address
  }

  /// Takes no new requests, lets running ones end until `deadline`, then resets the rest.
  package func drain(by deadline: Instant) async {
    isDraining = true
    listener?.close()
    for served in inOrder where served.isIdle { served.connection.abort(ServerDraining()) }
    if !open.isEmpty { await emptied.park(until: deadline) }
    for served in inOrder { served.connection.abort(ServerDraining()) }
  }

  /// How many connections are open.
  package var connectionCount: Int { open.count }

  private var inOrder: [ServedConnection] {
    open.sorted { $0.key < $1.key }.map(\.value)
  }

  private func accept(_ connection: Connection) {
    acceptedCount += 1
    let number = acceptedCount
    let served = ServedConnection(connection, limits: limits)
    open[number] = served
    world.spawn(name) { [self] in
      await serve(served)
      connection.finish()
      connection.close()
      open[number] = nil
      if open.isEmpty { emptied.wake() }
    }
  }

  private func serve(_ served: ServedConnection) async {
    var current: HTTPRequestHead?
    do {
      while let head = try await served.nextHead() {
        current = head
        let exchange = try HTTPExchange(served.connection, head, limits: limits, bodies)
        defer { exchange.forgetBody() }
        try await handle(exchange)
        guard await exchange.complete(), !isDraining else { return }
        served.connection.sink = nil
        served.connection.forgetGoneActions()
        current = nil
        try await letRead(served.connection)
      }
    } catch let refusal as HTTPRefusal {
      refuse(served.connection, current, handler.answer(to: refusal, of: current))
    } catch {
      // The client is gone or was told to go: nobody is left to answer.
    }
  }

  /// A client that sends on without reading would pile up its answers here.
  private func letRead(_ connection: Connection) async throws {
    let deadline = world.now + HTTPTimeouts.unreadAnswers
    if try await connection.drained(by: deadline) { return }
    connection.abort(ConnectionError.closed)
    throw ConnectionError.closed
  }

  private func handle(_ exchange: HTTPExchange) async throws {
    do {
      try await handler.handle(exchange)
    } catch  where exchange.hasBegun {
      exchange.connection.abort(error)
      throw ConnectionError.closed
    }
  }

  private func refuse(_ connection: Connection, _ head: HTTPRequestHead?, _ answer: HTTPAnswer) {
    var answer = answer
    answer.fields.set("connection", "close")
    connection.write(answer.bytes(omittingBody: head?.method == "HEAD"))
  }
}

/// Why a server gave up a connection: it is shutting down.
package struct ServerDraining: Error {
  /// The reason itself; it carries no numbers.
  package init() {}
}

/// A connection between requests: waits for the next head.
private final class ServedConnection: @unchecked Sendable {  // Confined to its world's loop.
  let connection: Connection
  /// Whether no request has begun.
  private(set) var isIdle = true
  private var parser: HTTPHeadParser

  init(_ connection: Connection, limits: HTTPLimits) {
    self.connection = connection
    parser = HTTPHeadParser(limits: limits)
  }

  /// The next request's head, or nil when the client has finished or was idle for too long.
  func nextHead() async throws -> HTTPRequestHead? {
    isIdle = true
    let world = connection.world
    var deadline = world.now + HTTPTimeouts.keepAliveIdle
    while true {
      if let (head, byteCount) = try parse() {
        isIdle = false
        connection.consume(byteCount)
        return head
      }
      if isIdle, !connection.input.isEmpty {
        isIdle = false
        deadline = world.now + HTTPTimeouts.requestHead
      }
      switch try await connection.more(by: deadline) {
      case .bytes: continue
      case .end: return nil
      case .timeout where isIdle: return nil
      case .timeout: throw HTTPRefusal.headTimedOut(after: HTTPTimeouts.requestHead)
      }
    }
  }

  private func parse() throws(HTTPRefusal) -> (HTTPRequestHead, Int)? {
    do {
      return try parser.request(in: connection.input.view)
    } catch {
      throw .malformed(error)
    }
  }
}
