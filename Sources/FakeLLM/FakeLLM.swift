import HTTP
import Wire
import World

/// A scripted provider that a client cannot tell from the real one by its bytes.
///
/// It speaks Anthropic's Messages API, and OpenAI's and Zhipu's chat completions. What a call does
/// follows from the configuration, the world's seed and the call's number alone.
package final class FakeLLM: HTTPHandler, @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let models: [(profile: ModelProfile, queue: ModelQueue)]
  private let vendors: Vendors
  private let onCall: (ProviderCall) -> Void
  private let panel: ControlPanel
  private let overloadShare: Double
  private let cassettes: [String: Cassette]
  private var rules: RuleBook
  private var scriptTurns = HeaderScriptTurns()
  private var accounts: KeyAccounts?
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
    models = configuration.models.map { ($0, ModelQueue($0.capacity)) }
    panel = ControlPanel(configuration)
    cassettes = configuration.cassettes
    overloadShare = configuration.limits.overloadShare
    accounts = KeyAccounts(configuration.limits)
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

  /// Generations under way, and those that wait for their turn.
  package var openCalls: Int { models.reduce(running.count) { $0 + $1.queue.waitingCount } }

  private func stopGenerations() {
    for (_, queue) in models { queue.stop() }
    for (_, generation) in running { generation.stop() }
  }

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
    case .completion(let dialect): try await complete(exchange, dialect, entry)
    case .plain(let endpoint, let dialect):
      let body = try await exchange.body()
      let identity = strayIdentity(dialect)
      panel.note(entry) { $0.take(body: body, for: dialect, identity) }
      exchange.respond(answer(exchange.head, body, endpoint, dialect, identity))
    case .error(let error, let dialect):
      let identity = strayIdentity(dialect)
      panel.note(entry) { $0.take(body: [], for: dialect, identity) }
      exchange.respond(dialect.answer(error, identity))
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
    _ dialect: any Dialect, _ identity: CallIdentity
  ) -> HTTPAnswer {
    var identity = identity
    identity.limits = limits(of: Credentials.key(in: head.fields) ?? "")
    do throws(ProviderError) {
      return try endpoint.answer(head, body, identity)
    } catch {
      if error.status == 401 { identity.limits = nil }
      return dialect.answer(error, identity)
    }
  }

  private func limits(of key: String) -> RateLimitState? {
    accounts?.state(of: key, at: world.now)
  }

  /// Ids for an answer that belongs to no call.
  private func strayIdentity(_ dialect: any Dialect) -> CallIdentity {
    strayCount += 1
    let random = world.random.child("stray").child(strayCount)
    return dialect.identity(at: world.wallTime, random: random)
  }

  // MARK: Calls

  private func complete(
    _ exchange: HTTPExchange, _ dialect: any Dialect, _ entry: Int?
  ) async throws {
    let body = try await exchange.body()
    callCount += 1
    var call = IncomingCall(exchange, dialect, number: callCount, entry: entry)
    panel.note(entry) { $0.take(body: body, for: dialect, call.identity) }
    do throws(ProviderError) {
      call.request = try dialect.request(exchange.head, body)
    } catch {
      // A key that was not accepted has no limits to speak of.
      if error.status != 401 { call.identity.limits = limits(of: call.key) }
      return refuse(call, error, .refusedRequest(status: error.status))
    }
    panel.note(entry) { $0.take(call.request) }
    await answer(call)
  }

  /// Takes a valid call into its key's account, or throws what keeps it out.
  private func admit(_ call: inout IncomingCall) throws(ProviderError) {
    defer { call.identity.limits = limits(of: call.key) }
    var chance = call.random.child("overload")
    do throws(LimitBreach) {
      if chance.chance(overloadShare) { throw .overload }
      try accounts?.admit(
        call.key, inputTokens: call.request?.inputTokens ?? 0, at: world.now)
    } catch {
      throw call.dialect.refusal(error)
    }
  }

  /// Does with a valid call what its own script says, or else a rule.
  private func answer(_ call: IncomingCall) async {
    var call = call
    do throws(ProviderError) {
      try admit(&call)
    } catch {
      return refuse(call, error, .failed(.status(error.status)))
    }
    guard let request = call.request,
      let model = models.first(where: { $0.profile.name == request.model })
    else { preconditionFailure("the dialects refuse models that are not configured") }
    let behaviour: Behaviour
    do throws(ScriptFault) {
      behaviour = try scripted(call) ?? ruled(call, request, model.profile)
    } catch {
      let refusal = call.dialect.invalid(error.description)
      return refuse(call, refusal, .refusedRequest(status: refusal.status))
    }
    if let reply = behaviour.error {
      return refuse(call, call.dialect.failure(reply), .failed(.status(reply.status)))
    }
    if let choice = behaviour.cassette { return await play(choice, call) }
    if let breakdown = behaviour.breakdown, breakdown.tokens == Breakdown.beforeHead {
      return await breakAtOnce(call, breakdown.kind)
    }
    let writer = ScriptWriter(
      model.profile, request, behaviour, toolIDPrefix: call.dialect.toolIDPrefix,
      random: call.random)
    let plan = CallPlan(identity: call.identity, request: request, script: writer.script())
    await generate(call, plan, model.queue)
  }

  /// What the request's own head asks for, as long as its turns last.
  private func scripted(_ call: IncomingCall) throws(ScriptFault) -> Behaviour? {
    let script = try HeaderScript(
      call.exchange.head.fields, usualErrorType: call.dialect.failure(status: 529).kind)
    guard let script else { return nil }
    panel.note(call.entry) { $0.scriptID = script.id }
    if let turns = script.turns, !scriptTurns.take(turns) { return nil }
    return script.behaviour
  }

  /// What a rule asks for, those set at run time first, or else the model itself.
  private func ruled(
    _ call: IncomingCall, _ request: GenerationRequest, _ profile: ModelProfile
  ) -> Behaviour {
    let fields = call.exchange.head.fields
    return panel.rules.ruled(
      request, fields, random: call.random.child("rules set at run time"))
      ?? rules.behaviour(
        for: request, fields, of: profile, random: call.random.child("rules"))
  }

  private func refuse(_ call: IncomingCall, _ error: ProviderError, _ end: ProviderCallEnd) {
    call.exchange.respond(call.dialect.answer(error, call.identity))
    enter(call, GenerationResult(nothing: end, at: world.now))
  }

  private func breakAtOnce(_ call: IncomingCall, _ kind: Breakdown.Kind) async {
    if case .errorEvent(let type) = kind {
      return refuse(call, call.dialect.failure(kind: type), .failed(.errorEvent(type)))
    }
    await run(NoAnswer(call.exchange, kind), call)
  }

  private func generate(_ call: IncomingCall, _ plan: CallPlan, _ queue: ModelQueue) async {
    switch await queue.turn(of: call.number, on: call.exchange) {
    case .granted: break
    case .clientGone: return enter(call, GenerationResult(nothing: .clientGone, at: world.now))
    case .stopped:
      return enter(call, GenerationResult(nothing: .failed(.stopped), at: world.now))
    }
    let generation: any Generation =
      plan.request.isStream
      ? TokenPacer(call.exchange, plan, call.dialect.stream(plan), in: queue)
      : WholeAnswer(call.exchange, plan, call.dialect, in: queue)
    await run(generation, call)
    queue.leave()
  }

  private func play(_ choice: CassetteChoice, _ call: IncomingCall) async {
    guard let cassette = cassettes[choice.name] else {
      let error = call.dialect.invalid("the cassette \"\(choice.name)\" was not loaded")
      return refuse(call, error, .refusedRequest(status: error.status))
    }
    await run(CassettePlayer(call.exchange, cassette, speed: choice.speed), call)
  }

  private func run(_ generation: any Generation, _ call: IncomingCall) async {
    accounts?.began(generation, for: call.key)
    running.append((call.number, generation))
    let result = await generation.run()
    running.removeAll { $0.number == call.number }
    accounts?.ended(generation, tokens: result.tokens, at: world.now)
    world.note("provider call", call.number, result.tokens)
    enter(call, result)
  }

  /// Enters a call that is over in all books.
  private func enter(_ call: IncomingCall, _ result: GenerationResult) {
    let record = call.record(of: result)
    panel.note(call.entry) { $0.call = record }
    onCall(record)
  }
}
