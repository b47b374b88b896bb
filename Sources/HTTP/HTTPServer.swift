import Wire
import World

/// What a server does with the requests it gets.
package protocol HTTPHandler: AnyObject {
  /// Answers one request; an answer that is unfinished when it returns or throws is cut.
  ///
  /// A thrown `HTTPRefusal` is answered by `answer(to:)` if no answer has begun.
  func handle(_ exchange: HTTPExchange) async throws
  /// Takes a request whose body is here in whole; without an errand `handle` is called.
  func errand(for exchange: HTTPExchange) -> (any HTTPErrand)?
  /// The answer to bytes that are no acceptable request, whose head is known if it was one; the
  /// connection then closes.
  func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer
  /// Takes note of a refusal that is not answered; false where it has to be.
  func hangsUp(on refusal: HTTPRefusal, of head: HTTPRequestHead?) -> Bool
}

extension HTTPHandler {
  /// None: most handlers have more to do than to wait for others.
  package func errand(for exchange: HTTPExchange) -> (any HTTPErrand)? { nil }
  /// Never: whoever waits is told why it was in vain.
  package func hangsUp(on refusal: HTTPRefusal, of head: HTTPRequestHead?) -> Bool { false }
}

/// Serves HTTP/1.1 on a world's connections: one task per connection, one request after the other.
package final class HTTPServer: @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let name: String
  let limits: HTTPLimits
  let patience: HTTPPatience
  let handler: any HTTPHandler
  private var listener: Listener?
  private(set) var isDraining = false
  /// Open connections by their number, so that a drain can go through them in order.
  private var open: [Int: ServedConnection] = [:]
  private var acceptedCount = 0
  /// What long bodies may hold; a test gives it less.
  var bodies = HTTPBodyBudget()
  private lazy var emptied = Wait(world)

  /// A server that is not listening yet; `name` names its tasks. It keeps its handler alive.
  package init(
    _ name: String, in world: World, limits: HTTPLimits = .standard,
    patience: HTTPPatience = HTTPPatience(), handler: any HTTPHandler
  ) {
    self.name = name
    self.world = world
    self.limits = limits
    self.patience = patience
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
    let served = ServedConnection(connection, of: self)
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
        let exchange = try served.begin()
        defer { exchange.forgetBody() }
        do {
          if let errand = served.errand {
            if !served.isServed { await errand.finish() }
          } else {
            try await handler.handle(exchange)
          }
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
    var pace = ReadingPace(of: connection)
    repeat {
      if try await connection.drained(by: pace.nextLook) { return }
    } while !pace.isTooSlow(connection)
    connection.abort(ConnectionError.closed)
    throw ConnectionError.closed
  }

  @inline(never)
  private func refuse(_ served: ServedConnection, _ error: any Error) {
    // Else the client is gone or was told to go: nobody is left to answer.
    guard let refusal = error as? HTTPRefusal,
      !handler.hangsUp(on: refusal, of: served.head)
    else { return }
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
