import HTTP
import Wire
import World

/// The edge in front of an origin: takes requests at a public address and passes them on.
package final class Edge: HTTPHandler, @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let configuration: EdgeConfiguration
  private let onExchange: (EdgeRecord) -> Void
  private let origin: HTTPClient
  private var rays: RandomStream
  private var lateness: RandomStream
  private var server: HTTPServer?
  /// Open exchanges by their number, so that a stop can go through them in order.
  private var open: [Int: EdgeRelay] = [:]
  private var exchangeCount = 0

  /// An edge that is not listening yet; `onExchange` gets the record of each exchange at its end.
  package init(
    in world: World, _ configuration: EdgeConfiguration,
    onExchange: @escaping (EdgeRecord) -> Void
  ) {
    self.world = world
    self.configuration = configuration
    self.onExchange = onExchange
    origin = HTTPClient(
      in: world, to: configuration.origin, idleLimit: configuration.profile.originIdle)
    rays = world.random.child("rays")
    lateness = world.random.child("read timeout lateness")
  }

  /// Starts to listen, and returns the address that clients use.
  package func start(at address: Address) throws(ListenError) -> Address {
    let limits = EdgeLimits.request(configuration.profile)
    let server = HTTPServer("edge", in: world, limits: limits, handler: self)
    let real = try server.listen(at: address)
    self.server = server
    return real
  }

  /// Takes no new requests, lets open exchanges end until `deadline`, then resets the rest.
  package func stop(by deadline: Instant) async {
    await server?.drain(by: deadline)
    server = nil
    for (_, relay) in open.sorted(by: { $0.key < $1.key }) { relay.act(on: .stopped) }
    origin.close()
  }

  /// How many requests have been taken and not been brought to an end.
  package var openExchanges: Int { open.count }

  /// Passes one request on and its answer back; the record is out when it returns.
  package func handle(_ exchange: HTTPExchange) async throws {
    exchangeCount += 1
    let number = exchangeCount
    let relay = EdgeRelay(
      exchange, configuration.profile.rules(for: exchange.head.path), visit(of: exchange),
      lateness: drawnLateness())
    open[number] = relay
    defer {
      open[number] = nil
      onExchange(relay.record)
    }
    exchange.whenClientGone { relay.clientLeft() }
    // An answer was given; the error keeps the server from reading on behind it.
    guard let body = await relay.requestBody() else { throw ConnectionError.closed }
    await pass(exchange.head, body, through: relay)
  }

  /// The page for a request that was refused; its record names no client, and a path only when
  /// the head was acceptable.
  package func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    let visit = EdgeVisit(ray: nextRay(), host: configuration.host, clientHost: "", head)
    let cause = EdgeCause(refusal)
    let code = configuration.profile.product.errorCode(for: cause) ?? refusal.status
    let answer = configuration.profile.errorAnswer(code, to: visit, at: world.wallTime)
    onExchange(
      EdgeRecord(
        hop: configuration.profile.name, ray: visit.ray, method: head?.method ?? "",
        path: head?.path ?? "", clientHost: "",
        started: world.now,
        headSent: world.now, ended: world.now, status: answer.status, originStatus: nil,
        cause: cause, bytesToClient: answer.body.count, longestSilence: .zero))
    return answer
  }

  // MARK: Passing on

  private func pass(
    _ head: HTTPRequestHead, _ body: [UInt8], through relay: EdgeRelay
  ) async {
    if let refusal = configuration.profile.refusal(of: head) {
      return relay.act(on: .requestRefused(refusal))
    }
    relay.act(on: .requestRead)
    guard !relay.isDone else { return }
    let request = configuration.profile.request(head, body: body, for: relay.visit)
    do {
      let deadline = world.now + configuration.profile.connectTimeout
      await relay.relay(try await origin.send(request, connectBy: deadline))
    } catch {
      relay.act(on: .connectFailed(EdgeCause(error)))
    }
  }

  private func visit(of exchange: HTTPExchange) -> EdgeVisit {
    let (head, peer) = (exchange.head, exchange.connection.peerHost)
    let named = configuration.isBehindCloudflare ? head.fields["cf-connecting-ip"] : nil
    return EdgeVisit(
      ray: nextRay(), host: configuration.host, clientHost: named ?? peer, head)
  }

  private func nextRay() -> String {
    EdgeRay.text(rays.next(), configuration.location)
  }

  private func drawnLateness() -> Duration {
    let most = configuration.profile.readJitter.seconds
    guard most > 0 else { return .zero }
    return Distribution.uniform(0, most).duration(from: &lateness)
  }
}
