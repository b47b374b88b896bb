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

  // MARK: Requests

  /// Answers one request.
  package func handle(_ exchange: HTTPExchange) async throws {
    guard !ControlRequest.owns(exchange.head.path) else {
      return try await panel.handle(exchange, openCalls: openCalls)
    }
    let entry = panel.begin(exchange)
    defer { panel.end(entry, exchange) }
    do {
      try await answer(exchange, entry)
    } catch {
      panel.note(entry) { $0.problem = "\(error)" }
      throw error
    }
  }

  private func answer(_ exchange: HTTPExchange, _ entry: Int?) async throws {
    switch Route(exchange.head, vendors) {
    case .completion(let dialect):
      let call = desk.take(exchange, try await exchange.body(), dialect, entry)
      if let call { await run(call) }
    case .plain(let endpoint, let dialect):
      answer(exchange, try await exchange.body(), endpoint, dialect, entry)
    case .error(let error, let dialect):
      answer(exchange, error, dialect, entry)
    }
  }

  /// Generates what the desk has planned, once it is the call's turn.
  private func run(_ call: AcceptedCall) async {
    let turn = await call.queue?.turn(of: call.number, on: call.exchange) ?? .granted
    guard turn == .granted else { return desk.enter(call, without: turn) }
    let generation = desk.begin(call)
    desk.end(call, generation, await generation.run())
  }

  /// The answer to bytes that are no acceptable request, in the words of the path's vendor.
  package func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    let dialect = head.map { Route.dialect(of: $0, vendors) } ?? vendors.anthropic
    var error = dialect.failure(status: refusal.status)
    error.message = refusal.description
    return dialect.answer(error, strayIdentity(dialect))
  }

  /// Answers a request that asks for no text; apart from its waiting caller, as `CallDesk` is.
  @inline(never)
  private func answer(
    _ exchange: HTTPExchange, _ body: [UInt8], _ endpoint: any PlainEndpoint,
    _ dialect: any Dialect, _ entry: Int?
  ) {
    var identity = strayIdentity(dialect)
    panel.note(entry) { $0.take(body: body, for: dialect, identity) }
    identity.limits = desk.limits(of: Credentials.key(in: exchange.head.fields) ?? "")
    do throws(ProviderError) {
      exchange.respond(try endpoint.answer(exchange.head, body, identity))
    } catch {
      if error.status == 401 { identity.limits = nil }
      exchange.respond(dialect.answer(error, identity))
    }
  }

  /// Answers a request that leads nowhere.
  @inline(never)
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
