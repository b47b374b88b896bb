import HTTP
import Wire
import World

/// The production service: drafts specs with an LLM, as one answer or as a stream.
package final class PreviewService: HTTPHandler, @unchecked Sendable {  // Confined to its loop.
  private let world: World
  private let configuration: ServiceConfiguration
  /// For tests, which break the database.
  let parts: ServiceParts
  private let answers: AnswerFields
  private let log: ServiceLog
  private var requestIDs: RequestID
  private var server: HTTPServer?
  /// Requests that are being answered.
  package private(set) var openRequests = 0
  private let operations: OperationsRoutes

  /// A service that does not listen yet; throws when its database cannot be opened.
  package init(
    in world: World, _ configuration: ServiceConfiguration,
    log: @escaping (LogLine) -> Void
  ) throws(StoreError) {
    self.world = world
    self.configuration = configuration
    let metrics = ServiceMetrics(from: world.now, in: configuration.environment)
    self.log = ServiceLog(in: world, hiding: configuration.secrets) { line in
      metrics.wrote(line)
      log(line)
    }
    parts = try ServiceParts(in: world, configuration, self.log, metrics)
    operations = OperationsRoutes(parts: parts)
    answers = AnswerFields(configuration)
    requestIDs = RequestID(world.random.child("request ids"))
  }

  /// Adds users with open sessions, all or none; throws an `SQLiteError`, as for a second address.
  package func seed(_ users: [SeededUser]) async throws {
    try await parts.store.add(users, at: world.wallTime)
  }

  /// Starts to listen, and returns the address that clients use.
  package func start(at address: Address) throws(ListenError) -> Address {
    precondition(server == nil, "the service was started twice")
    let server = HTTPServer(
      "service", in: world, limits: HTTPLimits(bodyBytes: ServiceLimits.bodyBytes), handler: self)
    let bound = try server.listen(at: address)
    self.server = server
    return bound
  }

  /// Takes no new requests, lets running ones end until `deadline`, then ends the rest and closes.
  ///
  /// Previews that still run shortly before the deadline are told so in their own way.
  package func stop(by deadline: Instant) async {
    operations.isDraining = true
    parts.flights.refuseNew()
    let lastWords = max(world.now, deadline + (.zero - ServiceLimits.lastWords))
    let timer = world.at(lastWords) { [parts] in parts.flights.stop() }
    await server?.drain(by: deadline)
    world.cancel(timer)
    server = nil
    await parts.close()
  }

  // MARK: Requests

  /// Answers one request; everything that can go wrong is answered here.
  package func handle(_ exchange: HTTPExchange) async throws {
    let request = begin(exchange)
    defer { end(request) }
    do {
      if parts.store.watcher == nil {
        try await answer(request)
      } else {
        try await answerTraced(request)
      }
    } catch {
      try answer(request, error)
    }
  }

  /// Answers a request whose tasks know whom they work for.
  private func answerTraced(_ request: ServiceRequest) async throws {
    try await ActiveRequest.$id.withValue(request.id) { try await answer(request) }
  }

  // What does not wait stands outside of the functions that do: they take memory while they wait.

  @inline(never)
  private func begin(_ exchange: HTTPExchange) -> ServiceRequest {
    let request = request(exchange)
    openRequests += 1
    parts.activity.begin()
    parts.metrics.began(request.route)
    return request
  }

  @inline(never)
  private func end(_ request: ServiceRequest) {
    openRequests -= 1
    let exchange = request.exchange
    parts.metrics.ended(
      request.route, method: exchange.head.method, status: exchange.status, after: request.age)
    AccessLine(log).write(request)
    parts.activity.end()
  }

  /// Answers a request that has failed; throws on if there is nobody or nothing left to answer.
  @inline(never)
  private func answer(_ request: ServiceRequest, _ error: any Error) throws {
    let hasBegun = request.exchange.hasBegun
    switch error {
    case let rejection as Rejection:
      if let limit = rejection.limitName { parts.metrics.refused(by: limit) }
      request.respond(rejection)
    case let error as SpecError: request.respond(error, configuration.knownBugs)
    case let refusal as HTTPRefusal: try refuse(request, refusal)
    case CallStop.stopping where !hasBegun: request.respond(.serviceStopping)
    default:
      guard !Self.meansGone(error), !hasBegun else { throw error }
      request.failure = String(describing: error)
      request.respond(Rejection.of(failure: error))
    }
  }

  /// The answer to bytes that are no request; where not even a head is known, its page is assumed.
  package func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    let rejection = Rejection.malformed(status: refusal.status, refusal.description)
    let id = requestIDs.next(for: head?.fields ?? [:])
    AccessLine(log).write(rejection, requestID: id)
    parts.metrics.began(nil)
    parts.metrics.ended(nil, method: head?.method ?? "", status: rejection.status, after: .zero)
    let fields = answers.fields(
      status: rejection.status, origin: head.map { $0.fields["origin"] } ?? answers.assumedOrigin,
      requestID: id)
    return HTTPAnswer(status: rejection.status, fields: fields, json: rejection.json)
  }

  private func request(_ exchange: HTTPExchange) -> ServiceRequest {
    let fields = exchange.head.fields
    let client = ClientAddress.of(
      peer: exchange.connection.peerHost, fields,
      configuration.trustedProxies, configuration.knownBugs)
    let route = Route(path: exchange.head.path, streaming: configuration.streaming)
    return ServiceRequest(
      exchange, route.flatMap { $0.exists(in: configuration.environment) ? $0 : nil },
      id: requestIDs.next(for: fields), client: client, in: world, answers: answers)
  }

  private func answer(_ request: ServiceRequest) async throws {
    switch try routeOfWaiting(request) {
    case .preview: try await preview(request)
    case .previewStream: try await stream(request)
    case .me: try await AccountRoutes(parts: parts).me(request)
    case .devLogin: try await AccountRoutes(parts: parts).logIn(request)
    case .logout: try await AccountRoutes(parts: parts).logOut(request)
    case .ready: await operations.ready(request)
    case .health, .metrics, .openAPI, nil: return
    }
  }

  /// Answers at once what waits for nothing; else the route that does.
  @inline(never)
  private func routeOfWaiting(_ request: ServiceRequest) throws -> Route? {
    let head = request.exchange.head
    if head.target == "*" {
      request.respondToOptions(of: Route.allMethods)
      return nil
    }
    guard let route = request.route else { throw Rejection.notFound }
    guard route.methods.contains(head.method) else { throw Rejection.methodNotAllowed(route) }
    if head.method == "OPTIONS" {
      request.respondToOptions(of: route.methods)
      return nil
    }
    switch route {
    case .health: request.respond(200, ["status": "ok"])
    case .metrics: try operations.metrics(request)
    case .openAPI: request.respond(200, operations.document)
    default: return route
    }
    return nil
  }

  /// Runs a preview and sees to it that its outcome is logged, whatever it was.
  private func preview(_ request: ServiceRequest) async throws {
    let record = record(request, .preview)
    do {
      try record.checkType()
      try await PreviewRoute(parts: parts).handle(record)
    } catch {
      record.close(for: error)
      throw error
    }
  }

  /// The same as a stream.
  private func stream(_ request: ServiceRequest) async throws {
    let record = record(request, .previewStream)
    do {
      try record.checkType()
      try await PreviewStreamRoute(parts: parts).handle(record)
    } catch {
      record.close(for: error)
      throw error
    }
  }

  private func record(_ request: ServiceRequest, _ route: Route) -> PreviewRecord {
    request.hasOutcomeLine = true
    return PreviewRecord(request, route, log: log, bugs: configuration.knownBugs)
  }

  /// Answers a body that HTTP refuses; the connection ends behind the answer, as the rest of the
  /// body cannot be told from a next request.
  private func refuse(_ request: ServiceRequest, _ refusal: HTTPRefusal) throws {
    let rejection = Rejection.malformed(status: refusal.status, refusal.description)
    request.respond(rejection, [("connection", "close")])
    request.exchange.connection.finish()
    throw refusal
  }

  private static func meansGone(_ error: any Error) -> Bool {
    error is CallStop || error is ConnectionError || error is ServerDraining
  }
}
