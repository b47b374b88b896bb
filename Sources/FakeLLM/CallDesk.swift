import HTTP
import Wire
import World

/// Decides what each call gets, and keeps the provider's books; nothing here waits.
///
/// Each function that a waiting task calls is kept out of line. What a decision needs would
/// otherwise stay in that task's memory as long as its stream lasts.
final class CallDesk {
  private let world: World
  private let catalog: ModelCatalog
  private let models: [(profile: ModelProfile, queue: ModelQueue)]
  private let panel: ControlPanel
  private let onCall: (ProviderCall) -> Void
  private let overloadShare: Double
  private let cassettes: [String: Cassette]
  private var rules: RuleBook
  private var scriptTurns = HeaderScriptTurns()
  private var accounts: KeyAccounts?
  private var callCount = 0
  private var running: [(number: Int, generation: any Generation)] = []
  private let buffer = EventBuffer()

  init(
    _ world: World, _ configuration: FakeLLMConfiguration, _ panel: ControlPanel,
    _ onCall: @escaping (ProviderCall) -> Void
  ) {
    self.world = world
    self.panel = panel
    self.onCall = onCall
    catalog = configuration.catalog
    models = configuration.models.map { ($0, ModelQueue($0.capacity)) }
    cassettes = configuration.cassettes
    overloadShare = configuration.limits.overloadShare
    accounts = KeyAccounts(configuration.limits)
    rules = RuleBook(configuration.rules)
  }

  /// Generations under way, and those that wait for their turn.
  @inline(never)
  var openCalls: Int { models.reduce(running.count) { $0 + $1.queue.waitingCount } }

  /// Which of the rules have decided about a call.
  var struckRules: [Bool] { rules.hasStruck }

  /// Ends all of them.
  func stop() {
    for (_, queue) in models { queue.stop() }
    for (_, generation) in running { generation.stop() }
  }

  /// What is left of a key's limits.
  func limits(of key: String) -> RateLimitState? {
    accounts?.state(of: key, at: world.now)
  }

  // MARK: Calls

  /// Takes a request in; nil when it is answered already, because it is refused.
  @inline(never)
  func take(
    _ exchange: HTTPExchange, _ body: [UInt8], _ dialect: any Dialect, _ entry: Int?
  ) -> AcceptedCall? {
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
    do throws(ProviderError) {
      try admit(&call)
    } catch {
      return refuse(call, error, .failed(.status(error.status)))
    }
    return decide(call)
  }

  /// Begins what was planned for a call whose turn has come; `done` is called once it is over.
  @inline(never)
  func begin(_ call: AcceptedCall, _ done: @escaping () -> Void) {
    let generation = generation(for: call)
    world.mark(LLMMark(call.work))
    call.generation = generation
    accounts?.began(generation, for: call.key)
    running.append((call.opening.number, generation))
    generation.run(done)
  }

  private func generation(for call: AcceptedCall) -> any Generation {
    switch call.work {
    case .breakdown(let kind): NoAnswer(call.exchange, kind)
    case .cassette(let cassette, let speed):
      CassettePlayer(call.exchange, cassette, speed: speed)
    case .script(let plan, let queue):
      plan.request.isStream
        ? TokenPacer(call.exchange, EventWriter(plan, call.dialect.stream(plan), buffer), in: queue)
        : WholeAnswer(call.exchange, plan, call.dialect, in: queue)
    }
  }

  /// Enters a call that was generated in all books.
  @inline(never)
  func end(_ call: AcceptedCall) {
    guard let generation = call.generation, let result = generation.result else {
      preconditionFailure("call \(call.opening.number) was entered before it was over")
    }
    running.removeAll { $0.number == call.opening.number }
    accounts?.ended(generation, tokens: result.tokens, at: world.now)
    world.note("provider call", call.opening.number, result.tokens)
    enter(call.opening, call.entry, result)
    call.queue?.leave()
  }

  /// Enters a call whose turn never came.
  @inline(never)
  func enter(_ call: AcceptedCall, without turn: ModelQueue.Turn) {
    world.mark(LLMMark.leftTheQueue)
    let end = turn == .clientGone ? ProviderCallEnd.clientGone : .failed(.stopped)
    enter(call.opening, call.entry, GenerationResult(nothing: end, at: world.now))
  }

  // MARK: Decisions

  /// Takes a valid call into its key's account, or throws what keeps it out.
  private func admit(_ call: inout IncomingCall) throws(ProviderError) {
    defer { call.identity.limits = limits(of: call.key) }
    var chance = call.random.child("overload")
    do throws(LimitBreach) {
      if chance.chance(overloadShare) { throw .overload }
      try accounts?.admit(
        call.key, inputTokens: call.request?.inputTokens ?? 0, at: world.now)
    } catch {
      world.mark(error == .overload ? LLMMark.overloaded : .overLimit)
      throw call.dialect.refusal(error)
    }
  }

  /// Finds out what a valid call gets: what its own script says, or else a rule.
  private func decide(_ call: IncomingCall) -> AcceptedCall? {
    guard let request = call.request, let name = catalog.profileName(for: request.model),
      let model = models.first(where: { $0.profile.name == name })
    else { preconditionFailure("the dialects refuse models that are not configured") }
    let behaviour: Behaviour
    do throws(ScriptFault) {
      behaviour = try scripted(call) ?? ruled(call, request, model.profile)
    } catch {
      return refuse(call, invalid: error.description)
    }
    if let reply = behaviour.error {
      return refuse(call, call.dialect.failure(reply), .failed(.status(reply.status)))
    }
    if let choice = behaviour.cassette {
      guard let cassette = cassettes[choice.name] else {
        return refuse(call, invalid: "the cassette \"\(choice.name)\" was not loaded")
      }
      return AcceptedCall(call, .cassette(cassette, speed: choice.speed))
    }
    if let breakdown = behaviour.breakdown, breakdown.tokens == Breakdown.beforeHead {
      guard case .errorEvent(let type) = breakdown.kind else {
        return AcceptedCall(call, .breakdown(breakdown.kind))
      }
      return refuse(call, call.dialect.failure(kind: type), .failed(.errorEvent(type)))
    }
    let writer = ScriptWriter(
      model.profile, request, behaviour, toolIDPrefix: call.dialect.toolIDPrefix,
      random: call.random)
    let plan = CallPlan(identity: call.identity, request: request, script: writer.script())
    return AcceptedCall(call, .script(plan, model.queue))
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

  // MARK: Books

  private func refuse(_ call: IncomingCall, invalid message: String) -> AcceptedCall? {
    let error = call.dialect.invalid(message)
    return refuse(call, error, .refusedRequest(status: error.status))
  }

  /// Answers with an error; there is nothing left to run.
  private func refuse(
    _ call: IncomingCall, _ error: ProviderError, _ end: ProviderCallEnd
  ) -> AcceptedCall? {
    call.exchange.respond(call.dialect.answer(error, call.identity))
    enter(call.opening, call.entry, GenerationResult(nothing: end, at: world.now))
    return nil
  }

  private func enter(_ opening: CallOpening, _ entry: Int?, _ result: GenerationResult) {
    let record = opening.record(of: result)
    panel.note(entry) { $0.call = record }
    onCall(record)
  }
}
