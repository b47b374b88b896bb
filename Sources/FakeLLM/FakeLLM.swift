import HTTP
import Wire
import World

/// A scripted provider that a client cannot tell from the real one by its bytes.
///
/// It speaks Anthropic's Messages API, and OpenAI's and Zhipu's chat completions. What a call does
/// follows from the configuration, the world's seed and the call's number alone.
package final class FakeLLM: HTTPHandler, @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let vendors: Vendors
  private let panel: ControlPanel
  private let desk: CallDesk
  private var strayCount = 0
  private var server: HTTPServer?

  /// A provider that is not listening yet; `onCall` gets the books of each call when it is over.
  package init(
    in world: World, _ configuration: FakeLLMConfiguration = FakeLLMConfiguration(),
    onCall: @escaping (ProviderCall) -> Void
  ) {
    self.world = world
    vendors = Vendors(configuration)
    panel = ControlPanel(configuration)
    desk = CallDesk(world, configuration, panel, onCall)
  }

  // MARK: Life

  /// Starts to listen, and returns the address that clients use.
  package func start(at address: Address) throws(ListenError) -> Address {
    precondition(server == nil, "a provider is started once at a time")
    let limits = HTTPLimits(bodyBytes: FakeLLMLimits.requestBodyBytes)
    let server = HTTPServer("llm", in: world, limits: limits, handler: self)
    let real = try server.listen(at: address)
    self.server = server
    return real
  }

  /// Takes no new calls, lets open ones end until `deadline`, then stops them.
  package func stop(by deadline: Instant) async {
    guard let server else { return }
    self.server = nil
    let timer = world.at(deadline) { [self] in desk.stop() }
    await server.drain(by: deadline)
    world.cancel(timer)
    desk.stop()
  }

  /// Generations under way, and those that wait for their turn.
  package var openCalls: Int { desk.openCalls }

  /// Which of the configuration's rules have decided about a call.
  package var struckRules: [Bool] { desk.struckRules }

  // MARK: Requests

  /// Answers one request.
  ///
  /// All that it calls is out of line: what is in here stays in memory as long as a stream lasts.
  package func handle(_ exchange: HTTPExchange) async throws {
    if isForControl(exchange) { return try await panel.handle(exchange, openCalls: openCalls) }
    let entry = panel.begin(exchange)
    defer { panel.end(entry, exchange) }
    let route = route(of: exchange)
    let call: AcceptedCall?
    do {
      // An error needs no look at the body.
      let body = route.isError ? [] : try await exchange.body()
      call = answer(exchange, body, route, entry)
    } catch {
      panel.failed(entry, error)
      throw error
    }
    guard let call else { return }
    if let queue = call.queue, !queue.enter() {
      world.mark(LLMMark.waitedForTurn)
      let turn = await queue.turn(of: call.opening.number, on: exchange)
      guard turn == .granted else { return desk.enter(call, without: turn) }
    }
    await run(call)
    desk.end(call)
  }

  @inline(never)
  private func run(_ call: AcceptedCall) async {
    await withUnsafeContinuation { continuation in desk.begin(call) { continuation.resume() } }
  }

  @inline(never)
  private func route(of exchange: HTTPExchange) -> Route {
    Route(exchange.head, vendors)
  }

  @inline(never)
  private func isForControl(_ exchange: HTTPExchange) -> Bool {
    ControlRequest.owns(exchange.head.path)
  }

  /// Answers what can be answered at once; the rest is a call to work on.
  @inline(never)
  private func answer(
    _ exchange: HTTPExchange, _ body: [UInt8], _ route: Route, _ entry: Int?
  ) -> AcceptedCall? {
    switch route {
    case .completion(let dialect): return desk.take(exchange, body, dialect, entry)
    case .plain(let endpoint, let dialect): answer(exchange, body, endpoint, dialect, entry)
    case .error(let error, let dialect): answer(exchange, error, dialect, entry)
    }
    return nil
  }

  /// The answer to bytes that are no acceptable request, in the words of the path's vendor.
  package func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    let dialect = head.map { Route.dialect(of: $0, vendors) } ?? vendors.anthropic
    var error = dialect.failure(status: refusal.status)
    error.message = refusal.description
    return dialect.answer(error, strayIdentity(dialect))
  }

  /// Answers a request that asks for no text.
  private func answer(
    _ exchange: HTTPExchange, _ body: [UInt8], _ endpoint: any PlainEndpoint,
    _ dialect: any Dialect, _ entry: Int?
  ) {
    var identity = strayIdentity(dialect)
    panel.note(entry) { $0.take(body: body, for: dialect, identity) }
    identity.limits = desk.limits(of: dialect.account(exchange.head.fields))
    do throws(ProviderError) {
      exchange.respond(try endpoint.answer(exchange.head, body, identity))
    } catch {
      if error.status == 401 { identity.limits = nil }
      exchange.respond(dialect.answer(error, identity))
    }
  }

  /// Answers a request that leads nowhere.
  private func answer(
    _ exchange: HTTPExchange, _ error: ProviderError, _ dialect: any Dialect, _ entry: Int?
  ) {
    let identity = strayIdentity(dialect)
    panel.note(entry) { $0.take(body: [], for: dialect, identity) }
    exchange.respond(dialect.answer(error, identity))
  }

  /// Ids for an answer that belongs to no call.
  private func strayIdentity(_ dialect: any Dialect) -> CallIdentity {
    strayCount += 1
    let random = world.random.child("stray").child(strayCount)
    return dialect.identity(at: world.wallTime, random: random)
  }
}
