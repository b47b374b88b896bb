import HTTP
import Wire
import World

/// The edge in front of an origin: takes requests at a public address and passes them on.
package final class Edge: HTTPHandler, @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let configuration: EdgeConfiguration
  /// The profile where no location has rules of its own.
  private let rules: EdgeRules
  private let onExchange: ((EdgeRecord) -> Void)?
  let origin: HTTPClient
  private var rays: RandomStream
  private var lateness: RandomStream
  private var tunnelIdle: RandomStream
  private var names: RandomStream
  private var server: HTTPServer?
  private var open: [EdgeRelay] = []
  private var exchangeCount = 0
  private var rates = EdgeRateCount()
  /// What was added to the last request, and whose that was.
  private var lastAdded: (client: String, fields: HTTPFields)?

  /// An edge that is not listening yet; `onExchange` gets the record of each exchange at its
  /// end, if anybody reads them.
  package init(
    in world: World, _ configuration: EdgeConfiguration,
    onExchange: ((EdgeRecord) -> Void)?
  ) {
    self.world = world
    self.configuration = configuration
    rules = EdgeRules(configuration.profile)
    self.onExchange = onExchange
    origin = HTTPClient(
      in: world, to: configuration.origin, idleLimit: configuration.profile.originIdle)
    rays = world.random.child("rays")
    lateness = world.random.child("read timeout lateness")
    tunnelIdle = world.random.child("tunnel idle")
    names = world.random.child("request names")
  }

  /// Starts to listen, and returns the address that clients use.
  package func start(at address: Address) throws(ListenError) -> Address {
    let limits = EdgeLimits.request(configuration.profile)
    let server = HTTPServer(
      "edge", in: world, limits: limits, patience: configuration.profile.patience, handler: self)
    let real = try server.listen(at: address)
    self.server = server
    return real
  }

  /// Takes no new requests, lets open exchanges end until `deadline`, then resets the rest.
  package func stop(by deadline: Instant) async {
    // Cloudflare's restarts cut what would never end; nginx waits for it to the last.
    if !configuration.profile.product.isNginx {
      for relay in openInOrder { relay.endTunnel() }
    }
    await server?.drain(by: deadline)
    server = nil
    for relay in openInOrder { relay.act(on: .stopped) }
    origin.close()
  }

  private var openInOrder: [EdgeRelay] { open.sorted { $0.number < $1.number } }

  private func opened(_ relay: EdgeRelay) {
    relay.position = open.count
    open.append(relay)
  }

  /// Forgets an exchange; the last one takes its place.
  private func closed(_ relay: EdgeRelay) {
    let last = open.removeLast()
    guard last !== relay else { return }
    open[relay.position] = last
    last.position = relay.position
  }

  /// How many requests have been taken and not been brought to an end.
  package var openExchanges: Int { open.count }

  /// Passes one request on and its answer back; the record is out when it returns.
  ///
  /// Its task waits as long as a stream flows, and keeps the memory that it once took, by the
  /// kilobyte: so what does not wait is out of line, and what is needed meanwhile is in the relay.
  package func handle(_ exchange: HTTPExchange) async throws {
    let relay = begin(exchange)
    defer { end(relay) }
    if relay.isDone { return }
    // An answer was given; the error keeps the server from reading on behind it.
    guard await relay.readRequest() else { throw ConnectionError.closed }
    await relay.pass()
    await relay.letRead()
  }

  /// The relay of a request whose body is here in whole: it needs no task but for a slow client.
  package func errand(for exchange: HTTPExchange) -> (any HTTPErrand)? {
    let relay = begin(exchange)
    if !relay.isDone { relay.readNow() }
    return relay
  }

  /// The relay of an exchange; it is done already where the request was refused.
  @inline(never)
  private func begin(_ exchange: HTTPExchange) -> EdgeRelay {
    exchangeCount += 1
    let rules = rules(for: exchange)
    let refusal = rules.refusal(of: exchange.head)
    let visit = visit(of: exchange, refusal)
    let relay = EdgeRelay(
      exchange, rules, visit, of: self, number: exchangeCount,
      lateness: drawnLateness(), tunnelIdle: drawnTunnelIdle(rules))
    opened(relay)
    exchange.whenClientGone { relay.clientLeft() }
    if let refusal = refusal ?? self.refusal(of: visit) {
      relay.act(on: .requestRefused(refusal))
    }
    return relay
  }

  /// Forgets the relay of an exchange that is over, and hands out its record.
  @inline(never)
  func end(_ relay: EdgeRelay) {
    closed(relay)
    if let onExchange { onExchange(relay.record) }
  }

  /// The page for a request that was refused; its record names no client, and a path only when
  /// the head was acceptable.
  package func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    let (cause, visit) = (EdgeCause(refusal), visit(of: head))
    let code = configuration.profile.product.errorCode(for: cause) ?? refusal.status
    let answer = rules.errorAnswer(code, to: visit, at: world.wallTime)
    note(cause, visit, head, status: answer.status, answer)
    return answer
  }

  /// nginx says nothing to a client that does not go on with its request.
  package func hangsUp(on refusal: HTTPRefusal, of head: HTTPRequestHead?) -> Bool {
    let cause = EdgeCause(refusal)
    guard configuration.profile.product.errorCode(for: cause) == nil else { return false }
    note(cause, visit(of: head), head, status: refusal.status, nil)
    return true
  }

  /// Hands out the record of a request that was refused.
  private func note(
    _ cause: EdgeCause, _ visit: EdgeVisit, _ head: HTTPRequestHead?, status: Int,
    _ answer: HTTPAnswer?
  ) {
    onExchange?(
      EdgeRecord(
        hop: configuration.profile.name, ray: visit.ray.text, requestID: visit.requestID,
        method: head?.method ?? "",
        path: head?.path ?? "", clientHost: "",
        started: world.now,
        headSent: answer.map { _ in world.now }, ended: world.now, status: status,
        originStatus: nil, cause: cause, bytesToClient: answer?.body.count ?? 0,
        longestSilence: .zero))
  }

  /// Whether anybody reads the records.
  var keepsRecords: Bool { onExchange != nil }

  // MARK: Passing on

  private func refusal(of visit: EdgeVisit) -> EdgeCause? {
    guard let limit = rules.profile.rateLimit else { return nil }
    return rates.allows(visit.clientHost, at: world.now, limit) ? nil : .rateLimited
  }

  private func visit(of exchange: HTTPExchange, _ refusal: EdgeCause?) -> EdgeVisit {
    let believes = configuration.isBehindCloudflare && configuration.profile.believesCloudflare
    let named = believes ? exchange.head.fields["cf-connecting-ip"] : nil
    let (ray, client) = (nextRay(), named ?? exchange.connection.peerHost)
    return EdgeVisit(
      ray: ray, host: configuration.host, clientHost: client, added: added(for: client, ray),
      name: name(for: refusal?.isOfLine == true ? [:] : exchange.head.fields))
  }

  /// A request of which only the head is known, if that.
  private func visit(of head: HTTPRequestHead?) -> EdgeVisit {
    let fields = head?.fields ?? [:]
    return EdgeVisit(
      ray: nextRay(), host: configuration.host, fields: fields, name: name(for: fields))
  }

  /// A name for a request whose own is no sane token (`$bmm_request_id` of the shipped rules).
  private func name(for fields: HTTPFields) -> String? {
    guard configuration.profile.hasShippedFields else { return nil }
    if let own = fields["x-request-id"], RequestName.isSane(own) { return nil }
    return RequestName.random(&names)
  }

  /// What is added to a request; clients ask more than once, and many of them from one place.
  private func added(for client: String, _ ray: EdgeRay) -> HTTPFields {
    if let lastAdded, lastAdded.client == client { return lastAdded.fields }
    let fields = ForwardedRequest.added(for: client, ray: ray)
    lastAdded = (client, fields)
    return fields
  }

  private func nextRay() -> EdgeRay {
    EdgeRay(rays.next(), configuration.location)
  }

  private func rules(for exchange: HTTPExchange) -> EdgeRules {
    guard !rules.profile.locations.isEmpty else { return rules }
    return EdgeRules(rules.profile.rules(for: NginxPath.of(exchange.head) ?? exchange.head.path))
  }

  private func drawnTunnelIdle(_ rules: EdgeRules) -> Duration {
    if let idle = rules.tunnelIdle { return idle }
    guard case .drawn(let distribution) = rules.profile.tunnels.idle else {
      preconditionFailure("only a time that varies has to be drawn")
    }
    return distribution.duration(from: &tunnelIdle)
  }

  private func drawnLateness() -> Duration {
    guard rules.readJitter > 0 else { return .zero }
    return Distribution.uniform(0, rules.readJitter).duration(from: &lateness)
  }
}
