import HTTP
import Wire
import World

/// A scripted provider that a client cannot tell from the real one by its bytes.
///
/// It speaks Anthropic's Messages API, and OpenAI's and Zhipu's chat completions. What a call does
/// follows from the configuration, the world's seed and the call's number alone.
package final class FakeLLM: HTTPHandler, @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let models: [ModelProfile]
  private let vendors: Vendors
  private let onCall: (ProviderCall) -> Void
  private var rules: RuleBook
  private var callCount = 0
  private var strayCount = 0
  private var running: [(number: Int, generation: any Generation)] = []
  private var server: HTTPServer?

  /// A provider that is not listening yet; `onCall` gets the books of each call when it is over.
  package init(
    in world: World, _ configuration: FakeLLMConfiguration = FakeLLMConfiguration(),
    onCall: @escaping (ProviderCall) -> Void
  ) {
    self.world = world
    self.onCall = onCall
    models = configuration.models
    rules = RuleBook(configuration.rules)
    vendors = Vendors(configuration)
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
    let timer = world.at(deadline) { [self] in stopGenerations() }
    await server.drain(by: deadline)
    world.cancel(timer)
    stopGenerations()
  }

  /// Generations under way.
  package var openCalls: Int { running.count }

  private func stopGenerations() {
    for (_, generation) in running { generation.stop() }
  }

  // MARK: Requests

  /// Answers one request.
  package func handle(_ exchange: HTTPExchange) async throws {
    switch Route(exchange.head, vendors) {
    case .completion(let dialect): try await complete(exchange, dialect)
    case .plain(let endpoint, let dialect):
      exchange.respond(answer(exchange.head, try await exchange.body(), endpoint, dialect))
    case .error(let error, let dialect):
      exchange.respond(dialect.answer(error, strayIdentity(dialect)))
    }
  }

  /// The answer to bytes that are no acceptable request, in the words of the path's vendor.
  package func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    let dialect = head.map { Route.dialect(of: $0, vendors) } ?? vendors.anthropic
    var error = dialect.failure(status: refusal.status)
    error.message = refusal.description
    return dialect.answer(error, strayIdentity(dialect))
  }

  private func answer(
    _ head: HTTPRequestHead, _ body: [UInt8], _ endpoint: any PlainEndpoint,
    _ dialect: any Dialect
  ) -> HTTPAnswer {
    let identity = strayIdentity(dialect)
    do throws(ProviderError) {
      return try endpoint.answer(head, body, identity)
    } catch {
      return dialect.answer(error, identity)
    }
  }

  /// Ids for an answer that belongs to no call.
  private func strayIdentity(_ dialect: any Dialect) -> CallIdentity {
    strayCount += 1
    let random = world.random.child("stray").child(strayCount)
    return dialect.identity(at: world.wallTime, random: random)
  }

  // MARK: Calls

  private func complete(_ exchange: HTTPExchange, _ dialect: any Dialect) async throws {
    let body = try await exchange.body()
    callCount += 1
    var call = IncomingCall(exchange, dialect, number: callCount)
    do throws(ProviderError) {
      call.request = try dialect.request(exchange.head, body)
    } catch {
      return refuse(call, error, .refusedRequest(status: error.status))
    }
    await answer(call)
  }

  /// Does with a valid call what its rule says.
  private func answer(_ call: IncomingCall) async {
    guard let request = call.request,
      let profile = models.first(where: { $0.name == request.model })
    else { preconditionFailure("the dialects refuse models that are not configured") }
    let behaviour = rules.behaviour(
      for: request, of: profile, random: call.random.child("rules"))
    if case .failure(let status, let retryAfter) = behaviour {
      var error = call.dialect.failure(status: status)
      error.retryAfter = retryAfter
      return refuse(call, error, .failed(.status(status)))
    }
    let writer = ScriptWriter(profile, request, random: call.random)
    let plan = CallPlan(
      identity: call.identity, request: request, script: writer.script(for: behaviour))
    await generate(call, plan)
  }

  private func refuse(_ call: IncomingCall, _ error: ProviderError, _ end: ProviderCallEnd) {
    call.exchange.respond(call.dialect.answer(error, call.identity))
    onCall(call.record(of: GenerationResult(nothing: end, at: world.now)))
  }

  private func generate(_ call: IncomingCall, _ plan: CallPlan) async {
    let generation: any Generation =
      plan.request.isStream
      ? TokenPacer(call.exchange, plan, call.dialect.stream(plan))
      : WholeAnswer(call.exchange, plan, call.dialect)
    running.append((call.number, generation))
    let result = await generation.run()
    running.removeAll { $0.number == call.number }
    world.note("provider call", call.number, result.tokens)
    onCall(call.record(of: result))
  }
}
