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
    world.spawn(name) { [self] in await serve(served, number) }
  }

  @inline(never)
  private func close(_ number: Int) {
    guard let served = open.removeValue(forKey: number) else { return }
    served.connection.finish()
    served.connection.close()
    if open.isEmpty { emptied.wake() }
  }

  private func serve(_ served: ServedConnection, _ number: Int) async {
    defer { close(number) }
    do {
      while try await served.hasNext() {
        let exchange = try served.begin(limits, bodies)
        defer { exchange.forgetBody() }
        do {
          try await handler.handle(exchange)
        } catch  where exchange.hasBegun {
          return exchange.connection.abort(error)
        }
        guard await exchange.complete(), !isDraining else { return }
        served.end()
        try await letRead(served.connection)
      }
    } catch {
      refuse(served, error)
    }
  }

  /// A client that sends on without reading would pile up its answers here.
  private func letRead(_ connection: Connection) async throws {
    let deadline = world.now + HTTPTimeouts.unreadAnswers
    if try await connection.drained(by: deadline) { return }
    connection.abort(ConnectionError.closed)
    throw ConnectionError.closed
  }

  @inline(never)
  private func refuse(_ served: ServedConnection, _ error: any Error) {
    // Else the client is gone or was told to go: nobody is left to answer.
    guard let refusal = error as? HTTPRefusal else { return }
    var answer = handler.answer(to: refusal, of: served.head)
    answer.fields.set("connection", "close")
    answer.write(to: served.connection, omittingBody: served.head?.method == "HEAD")
  }
}

/// Why a server gave up a connection: it is shutting down.
package struct ServerDraining: Error {
  /// The reason itself; it carries no numbers.
  package init() {}
}

/// A connection and its request: waits for the next head.
///
/// What its waiting task would hold is in here instead, and what does not wait is out of line: a
/// task takes memory by the kilobyte, and keeps what it has once taken.
private final class ServedConnection: @unchecked Sendable {  // Confined to its world's loop.
  let connection: Connection
  /// Whether no request has begun.
  private(set) var isIdle = true
  private var parser: HTTPHeadParser
  private var newHead: HTTPRequestHead?
  private var exchange: HTTPExchange?

  init(_ connection: Connection, limits: HTTPLimits) {
    self.connection = connection
    parser = HTTPHeadParser(limits: limits)
  }

  /// The head of the request that has come last and is not answered yet.
  var head: HTTPRequestHead? { exchange?.head ?? newHead }

  /// Waits for a request's head; false when the client has finished or was idle for too long.
  func hasNext() async throws -> Bool {
    isIdle = true
    var deadline = connection.world.now + HTTPTimeouts.keepAliveIdle
    while try !takeHead() {
      if isIdle, !connection.input.isEmpty {
        isIdle = false
        deadline = connection.world.now + HTTPTimeouts.requestHead
      }
      switch try await connection.more(by: deadline) {
      case .bytes: continue
      case .end: return false
      case .timeout where isIdle: return false
      case .timeout: throw HTTPRefusal.headTimedOut(after: HTTPTimeouts.requestHead)
      }
    }
    return true
  }

  /// The exchange of the request whose head has come.
  @inline(never)
  func begin(_ limits: HTTPLimits, _ bodies: HTTPBodyBudget) throws(HTTPRefusal) -> HTTPExchange {
    guard let head = newHead else {
      preconditionFailure("an exchange was begun before its head came")
    }
    let exchange = try HTTPExchange(connection, head, limits: limits, bodies)
    self.exchange = exchange
    newHead = nil
    return exchange
  }

  /// Forgets the exchange, which is over.
  func end() {
    exchange = nil
    connection.sink = nil
    connection.forgetGoneActions()
  }

  /// Takes a head from what has come; false until it is whole.
  @inline(never)
  private func takeHead() throws(HTTPRefusal) -> Bool {
    do {
      guard let (head, byteCount) = try parser.request(in: connection.input.view) else {
        return false
      }
      newHead = head
      isIdle = false
      connection.consume(byteCount)
      return true
    } catch {
      throw .malformed(error)
    }
  }
}
