import Wire
import World

/// Sends requests to one address and keeps the connections that can be used again.
package final class HTTPClient: ConnectionSink, @unchecked Sendable {  // Confined to its loop.
  private let world: World
  private let address: Address
  private let host: String?
  private let idleNanoseconds: Int64
  /// The connections that are kept, the oldest first, and when each is to be dropped.
  private var idle: [(connection: Connection, expiry: Instant)] = []
  /// Fires when the oldest one is to be dropped: each with a timer would cost each request one.
  private var timer = TimerID.none
  private var isClosed = false

  /// A client of an address, as `host` when its own address matters to the server.
  package init(
    in world: World, to address: Address, from host: String? = nil,
    idleLimit: Duration = .seconds(60)
  ) {
    self.world = world
    self.address = address
    self.host = host
    idleNanoseconds = idleLimit.nanoseconds
  }

  /// Sends a request on a kept or new connection that must stand by `deadline`.
  ///
  /// Connecting takes its time: `isWanted` is asked just before the first byte is written.
  package func send(
    _ request: HTTPRequest, connectBy deadline: Instant, limits: HTTPLimits = .response,
    isWanted: () -> Bool = { true }
  ) async throws(HTTPClientError) -> HTTPCall {
    let (connection, isKept) = try await connection(by: deadline)
    guard isWanted() else {
      // One that has ended meanwhile would tell nobody any more.
      if connection.isQuiet { keep(connection) } else { drop(connection) }
      throw .unwanted
    }
    return send(request, on: connection, isKept: isKept, limits)
  }

  // MARK: The steps one by one, for owners that wait without holding a request

  /// Takes a kept connection, on which a request has to follow at once; nil if there is none.
  package func takeKept() -> Connection? {
    guard let (kept, _) = idle.popLast() else { return nil }
    if idle.isEmpty { world.cancel(timer) }
    kept.sink = nil
    return kept
  }

  /// Makes a new connection by a deadline, on which a request has to follow.
  package func connect(
    by deadline: Instant, _ done: @escaping (Result<Connection, ConnectError>) -> Void
  ) {
    world.connect(to: address, from: host, by: deadline, done)
  }

  /// Sends a request on a connection that was taken or made here.
  package func send(
    _ request: HTTPRequest, on connection: Connection, isKept: Bool, _ limits: HTTPLimits
  ) -> HTTPCall {
    request.write(to: connection, host: address.description)
    return HTTPCall(self, connection, isKept: isKept, method: request.method, limits)
  }

  /// Closes the kept connections, and from now on every connection after its answer.
  package func close() {
    isClosed = true
    for (connection, _) in idle { drop(connection) }
  }

  private func connection(
    by deadline: Instant
  ) async throws(HTTPClientError) -> (Connection, isKept: Bool) {
    if let kept = takeKept() { return (kept, true) }
    do {
      return (try await world.connect(to: address, from: host, by: deadline), false)
    } catch {
      throw .connect(error)
    }
  }

  fileprivate func keep(_ connection: Connection) {
    guard !isClosed else { return drop(connection) }
    idle.append((connection, world.now.advanced(byNanoseconds: idleNanoseconds)))
    connection.sink = self
    if idle.count == 1 { arm() }
  }

  private func arm() {
    world.cancel(timer)
    guard let oldest = idle.first else { return }
    timer = world.at(oldest.expiry) { [self] in dropOld() }
  }

  private func dropOld() {
    while let oldest = idle.first, oldest.expiry <= world.now { drop(oldest.connection) }
  }

  /// A kept connection has ended, or says what nobody asked for: it would be taken for an answer.
  package func inputChanged(_ connection: Connection) { drop(connection) }

  /// Nothing is written on a kept connection.
  package func outputDrained(_ connection: Connection) {}

  private func drop(_ connection: Connection) {
    if let index = idle.firstIndex(where: { $0.connection === connection }) {
      idle.remove(at: index)
      if index == 0 { arm() }
    }
    connection.finish()
    connection.close()
  }
}

/// One request under way on a client's connection; callback-tier owners read its answer directly.
package final class HTTPCall: HTTPResponseReader, @unchecked Sendable {  // On its loop.
  /// The connection it runs on.
  package let connection: Connection
  /// Whether an earlier request went over it: it can end just as this one arrives.
  package let isOnKept: Bool
  private let client: HTTPClient
  private var isOver = false

  init(
    _ client: HTTPClient, _ connection: Connection, isKept: Bool, method: String,
    _ limits: HTTPLimits
  ) {
    self.client = client
    self.connection = connection
    isOnKept = isKept
    super.init(method: method, limits: limits)
  }

  /// The head of the answer.
  package func head(by deadline: Instant) async throws -> HTTPResponseHead {
    while true {
      do {
        if let head = try readHead(from: connection) { return head }
      } catch {
        throw HTTPClientError.malformed(error)
      }
      switch try await more(by: deadline) {
      case .bytes: continue
      case .end: throw HTTPClientError.closedBeforeHead
      case .timeout: throw HTTPClientError.timedOut
      }
    }
  }

  /// Hands out body bytes as they come; `.end` after the last, `.timeout` at the deadline.
  package func body(by deadline: Instant, _ take: (ByteView) -> Void) async throws -> Arrival {
    while true {
      if try bodyNow(take) { return .bytes }
      if isFinished { return .end }
      guard try await moreBody(by: deadline) else { return .timeout }
    }
  }

  /// Hands out the body bytes that have come; false if there were none.
  package func bodyNow(_ take: (ByteView) -> Void) throws -> Bool {
    var hasCome = false
    do {
      try readBody(from: connection) {
        hasCome = true
        take($0)
      }
    } catch {
      throw HTTPClientError.malformed(error)
    }
    return hasCome
  }

  /// Waits until there is more of the body, or its end; false at the deadline.
  package func moreBody(by deadline: Instant) async throws -> Bool {
    switch try await more(by: deadline) {
    case .bytes: return true
    case .timeout: return false
    case .end:
      do {
        try inputEnded()
      } catch {
        throw HTTPClientError.truncated
      }
      return true
    }
  }

  /// The whole rest of the body, up to `limit` bytes.
  package func wholeBody(by deadline: Instant, limit: Int) async throws -> [UInt8] {
    var body: [UInt8] = []
    while true {
      switch try await self.body(by: deadline, { body.append(contentsOf: $0) }) {
      case .bytes:
        guard body.count <= limit else {
          throw HTTPClientError.malformed(.bodyTooLong(byteCount: body.count, limit: limit))
        }
      case .end: return body
      case .timeout: throw HTTPClientError.timedOut
      }
    }
  }

  /// Ends the call: keeps the connection if its answer was read whole, else resets it. Idempotent.
  package func close() {
    guard !isOver else { return }
    isOver = true
    connection.sink = nil
    if canBeKept {
      client.keep(connection)
    } else if isFinished {
      connection.finish()
      connection.close()
    } else {
      connection.close()
    }
  }

  /// Bytes behind the answer would be taken for the answer to the next request: a way to plant one.
  private var canBeKept: Bool {
    keepsAlive && connection.failure == nil && !connection.inputEnded
      && connection.input.isEmpty
  }

  /// Ends the call at once; its own waits throw `reason`.
  package func abort(_ reason: any Error) {
    guard !isOver else { return }
    isOver = true
    connection.abort(reason)
  }

  private func more(by deadline: Instant) async throws -> Arrival {
    do {
      return try await connection.more(by: deadline)
    } catch ConnectionError.reset {
      throw HTTPClientError.reset
    }
  }
}
