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
  private var tunnelIdle: RandomStream
  private var server: HTTPServer?
  /// Open exchanges by their number, so that a stop can go through them in order.
  private var open: [Int: EdgeRelay] = [:]
  private var exchangeCount = 0
  private var rates = EdgeRateCount()

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
    tunnelIdle = world.random.child("tunnel idle")
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
    // Cloudflare's restarts cut what would never end; nginx waits for it to the last.
    if configuration.profile.product == .cloudflare {
      for relay in openInOrder { relay.endTunnel() }
    }
    await server?.drain(by: deadline)
    server = nil
    for relay in openInOrder { relay.act(on: .stopped) }
    origin.close()
  }

  private var openInOrder: [EdgeRelay] {
    open.sorted { $0.key < $1.key }.map(\.value)
  }

  /// How many requests have been taken and not been brought to an end.
  package var openExchanges: Int { open.count }

  /// Passes one request on and its answer back; the record is out when it returns.
  package func handle(_ exchange: HTTPExchange) async throws {
    exchangeCount += 1
    let number = exchangeCount
    let rules = configuration.profile.rules(for: exchange.head.path)
    let relay = EdgeRelay(
      exchange, rules, visit(of: exchange), lateness: drawnLateness(),
      tunnelIdle: drawnTunnelIdle(rules))
    open[number] = relay
    defer {
      open[number] = nil
      onExchange(relay.record)
    }
    exchange.whenClientGone { relay.clientLeft() }
    if let refusal = refusal(of: exchange.head, from: relay.visit) {
      return relay.act(on: .requestRefused(refusal))
    }
    // An answer was given; the error keeps the server from reading on behind it.
    guard let body = await relay.requestBody() else { throw ConnectionError.closed }
    await pass(exchange.head, body, through: relay)
    await relay.letRead()
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

  private func refusal(of head: HTTPRequestHead, from visit: EdgeVisit) -> EdgeCause? {
    if let refusal = configuration.profile.refusal(of: head) { return refusal }
    guard let limit = configuration.profile.rateLimit else { return nil }
    return rates.allows(visit.clientHost, at: world.now, limit) ? nil : .rateLimited
  }

  private func pass(
    _ head: HTTPRequestHead, _ body: [UInt8], through relay: EdgeRelay
  ) async {
    relay.act(on: .requestRead)
    let request = configuration.profile.request(head, body: body, for: relay.visit)
    repeat {
      guard !relay.isDone else { return }
      do {
        let deadline = world.now + configuration.profile.connectTimeout
        await relay.relay(try await origin.send(request, connectBy: deadline))
      } catch {
        return relay.act(on: .connectFailed(EdgeCause(error)))
      }
    } while relay.asksAgain
  }

  private func visit(of exchange: HTTPExchange) -> EdgeVisit {
    let (head, peer) = (exchange.head, exchange.connection.peerHost)
    let named = configuration.isBehindCloudflare ? head.fields["cf-connecting-ip"] : nil
    return EdgeVisit(
      ray: nextRay(), host: configuration.host, clientHost: named ?? peer, head)
  }

  private func nextRay() -> String {
    let digits = String(rays.next(), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
      + "-\(configuration.location)"
  }

  private func drawnTunnelIdle(_ rules: EdgeProfile) -> Duration {
    switch rules.tunnels.idle {
    case .asAnswers: rules.readTimeout
    case .drawn(let distribution): distribution.duration(from: &tunnelIdle)
    case .never: EdgeLimits.noTimeout
    }
  }

  private func drawnLateness() -> Duration {
    let most = configuration.profile.readJitter.seconds
    guard most > 0 else { return .zero }
    return Distribution.uniform(0, most).duration(from: &lateness)
  }
}
