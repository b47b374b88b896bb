import Wire
import World

/// A connection and its request: waits for the next head, and lets errands step.
///
/// What its waiting task would hold is in here instead, and what does not wait is out of line: a
/// task takes memory by the kilobyte, and keeps what it has once taken.
final class ServedConnection: StandIn, @unchecked Sendable {  // Confined to its world's loop.
  let connection: Connection
  /// Whether no request has begun.
  private(set) var isIdle = true
  /// Whether an errand has served the request of the exchange.
  private(set) var isServed = false
  /// Who serves the request of the exchange, if that takes no task.
  private(set) var errand: (any HTTPErrand)?
  // Its task holds the server as long as the connection is open.
  private unowned(unsafe) let server: HTTPServer
  private var parser: HTTPHeadParser
  private var newHead: HTTPRequestHead?
  private var exchange: HTTPExchange?
  /// What a stand-in's step was refused for, which the task has to tell.
  private var refusal: HTTPRefusal?

  init(_ connection: Connection, of server: HTTPServer) {
    self.connection = connection
    self.server = server
    parser = HTTPHeadParser(limits: server.limits)
  }

  /// The head of the request that has come last and is not answered yet.
  var head: HTTPRequestHead? { exchange?.head ?? newHead }

  /// Waits for a request's head; false when the client has finished or was idle for too long.
  func hasNext() async throws -> Bool {
    isIdle = true
    var deadline = idleDeadline
    while try !takeHead() {
      if isIdle, !connection.input.isEmpty {
        isIdle = false
        deadline = connection.world.now + server.patience.head
      }
      switch try await connection.more(by: deadline, self) {
      case .bytes: continue
      case .end: return false
      case .timeout where isIdle: return false
      case .timeout: throw HTTPRefusal.headTimedOut(after: server.patience.head)
      }
    }
    return true
  }

  private var idleDeadline: Instant { connection.world.now + HTTPTimeouts.keepAliveIdle }

  /// The exchange of the request whose head has come.
  @inline(never)
  func begin() throws(HTTPRefusal) -> HTTPExchange {
    if let exchange { return exchange }
    guard let head = newHead else {
      preconditionFailure("an exchange was begun before its head came")
    }
    let exchange = try HTTPExchange(
      connection, head, limits: server.limits, pause: server.patience.body, server.bodies)
    self.exchange = exchange
    newHead = nil
    return exchange
  }

  /// Forgets the exchange, which is over.
  func end() {
    exchange = nil
    errand = nil
    isServed = false
    connection.sink = nil
    connection.forgetGoneActions()
  }

  /// Takes a head from what has come; false until it is whole.
  @inline(never)
  private func takeHead() throws(HTTPRefusal) -> Bool {
    if let refusal { throw refusal }
    if exchange != nil { return true }
    do {
      guard let (head, byteCount) = try parser.request(in: connection.input.view) else {
        connection.makeRoom(for: server.limits.headBytes)
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

  // MARK: Steps without the task

  func takeStep() -> StandInStep {
    if let errand { return step(errand) }
    guard connection.hasNews else { return .task }
    do {
      guard try takeHead() else { return .task }
      let exchange = try begin()
      guard exchange.isWhole, let errand = server.handler.errand(for: exchange) else {
        return .handOver
      }
      self.errand = errand
      return step(errand)
    } catch {
      refusal = error
      return .handOver
    }
  }

  private func step(_ errand: any HTTPErrand) -> StandInStep {
    switch errand.step() {
    case .waiting: return .busy
    case .needsTask: return .handOver
    case .over: isServed = true
    }
    // Whatever else there is to do is for the task: to read on, to wait for the client, to end.
    guard let exchange, exchange.isReadyForNext, !server.isDraining, !connection.isCongested,
      connection.isQuiet
    else { return .handOver }
    exchange.forgetBody()
    end()
    connection.noteSeen()
    isIdle = true
    return .waiting(until: idleDeadline)
  }
}
