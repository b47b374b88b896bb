import HTTP
import Wire
import World

/// A scripted provider that a client cannot tell from the real one by its bytes.
///
/// It speaks Anthropic's Messages API and Zhipu's chat completions. What a call does follows from
/// the configuration, the world's seed and the call's number alone.
package final class FakeLLM: HTTPHandler, @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let models: [(profile: ModelProfile, queue: ModelQueue)]
  private let anthropic: AnthropicDialect
  private let zhipu: ZhipuDialect
  private let onCall: (ProviderCall) -> Void
  private var rules: RuleBook
  private var scriptTurns = HeaderScriptTurns()
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
    rules = RuleBook(configuration.rules)
    anthropic = AnthropicDialect(configuration)
    zhipu = ZhipuDialect(configuration)
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
    switch Route(exchange.head, anthropic, zhipu) {
    case .completion(let dialect): try await complete(exchange, dialect)
    case .error(let error, let dialect):
      exchange.respond(dialect.answer(error, strayIdentity(dialect)))
    }
  }

  /// The answer to bytes that are no acceptable request, in Anthropic's words.
  package func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    var error = AnthropicErrors.failure(status: refusal.status)
    error.message = refusal.description
    return anthropic.answer(error, strayIdentity(anthropic))
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

  /// Does with a valid call what its own script says, or else its rule.
  private func answer(_ call: IncomingCall) async {
    guard let request = call.request,
      let model = models.first(where: { $0.profile.name == request.model })
    else { preconditionFailure("the dialects refuse models that are not configured") }
    let behaviour: Behaviour
    do throws(ScriptFault) {
      behaviour =
        try scripted(call)
        ?? rules.behaviour(
          for: request, call.exchange.head.fields, of: model.profile,
          random: call.random.child("rules"))
    } catch {
      let refusal = call.dialect.invalid(error.description)
      return refuse(call, refusal, .refusedRequest(status: refusal.status))
    }
    if let reply = behaviour.error {
      return refuse(call, call.dialect.failure(reply), .failed(.status(reply.status)))
    }
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
    if let turns = script.turns, !scriptTurns.take(turns) { return nil }
    return script.behaviour
  }

  private func refuse(_ call: IncomingCall, _ error: ProviderError, _ end: ProviderCallEnd) {
    call.exchange.respond(call.dialect.answer(error, call.identity))
    onCall(call.record(of: GenerationResult(nothing: end, at: world.now)))
  }

  private func breakAtOnce(_ call: IncomingCall, _ kind: Breakdown.Kind) async {
    if case .errorEvent(let type) = kind {
      return refuse(call, call.dialect.failure(kind: type), .failed(.errorEvent(type)))
    }
    await run(NoAnswer(call.exchange, kind), of: call)
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
    await run(generation, of: call)
    queue.leave()
  }

  private func run(_ generation: any Generation, of call: IncomingCall) async {
    running.append((call.number, generation))
    let result = await generation.run()
    running.removeAll { $0.number == call.number }
    enter(call, result)
  }

  /// Enters a call in the books.
  private func enter(_ call: IncomingCall, _ result: GenerationResult) {
    world.note("provider call", call.number, result.tokens)
    onCall(call.record(of: result))
  }
}
