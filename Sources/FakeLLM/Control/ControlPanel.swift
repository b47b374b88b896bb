import HTTP
import Wire
import World

/// What a test sees and sets while the provider runs: the journal, and rules before all others.
///
/// Without a token nobody could look, so nothing is kept.
final class ControlPanel {
  /// Rules that go before those of the configuration.
  var rules = RuleBook([])

  private let token: ControlToken?
  /// The names of the cassettes that rules may play.
  private let cassettes: [String]
  private var journal = CallJournal()
  private var ruleCount = 0

  init(_ configuration: FakeLLMConfiguration) {
    token = configuration.controlToken
    cassettes = configuration.cassettes.keys.sorted()
  }

  // MARK: Journal

  /// Enters a request whose head has come; returns its number, or nil when nobody could read it.
  @inline(never)
  func begin(_ exchange: HTTPExchange) -> Int? {
    guard token != nil else { return nil }
    return journal.begin { JournalEntry(number: $0, exchange) }
  }

  /// Adds what is known by now.
  func note(_ number: Int?, _ change: (inout JournalEntry) -> Void) {
    if let number { journal.update(number, change) }
  }

  /// Adds why a request could not be read.
  @inline(never)
  func failed(_ number: Int?, _ error: any Error) {
    note(number) { $0.problem = "\(error)" }
  }

  /// Closes an entry.
  @inline(never)
  func end(_ number: Int?, _ exchange: HTTPExchange) {
    note(number) { entry in
      entry.status = exchange.status
      entry.bytesOut = exchange.sentByteCount
      entry.ended = exchange.connection.world.now
      entry.clientLeft = exchange.clientHasLeft
    }
  }

  // MARK: Requests

  /// Answers a request of the control API.
  func handle(_ exchange: HTTPExchange, openCalls: Int) async throws {
    guard let token, token.opens(exchange.head.fields) else {
      return exchange.respond(ControlError.unauthorized.answer)
    }
    let body = try await exchange.body()
    do throws(ControlError) {
      exchange.respond(
        try answer(ControlRequest(exchange.head), body, openCalls, exchange.connection.world))
    } catch {
      exchange.respond(error.answer)
    }
  }

  private func answer(
    _ request: ControlRequest, _ body: [UInt8], _ openCalls: Int, _ world: World
  ) throws(ControlError) -> HTTPAnswer {
    switch request {
    case .health: return HTTPAnswer(status: 200, json: health(openCalls, world))
    case .requests(let query): return HTTPAnswer(status: 200, json: requests(query))
    case .clearRequests: journal.clear()
    case .setRules: try set(body)
    case .clearRules: set([BehaviourRule]())
    }
    return HTTPAnswer(status: 204)
  }

  private func health(_ openCalls: Int, _ world: World) -> JSONValue {
    [
      "status": "ok", "time": .string(world.wallTime.rfc3339),
      "open_calls": .integer(Int64(openCalls)), "requests": .integer(Int64(journal.last)),
      "rules": .integer(Int64(ruleCount)),
    ]
  }

  private func requests(_ query: JournalQuery) -> JSONValue {
    [
      "last": .integer(Int64(journal.last)), "dropped": .integer(Int64(journal.dropped)),
      "requests": .array(journal.entries(query).map(\.json)),
    ]
  }

  private func set(_ body: [UInt8]) throws(ControlError) {
    guard body.count <= FakeLLMLimits.rulesBytes else {
      throw .invalid("the body has \(body.count) bytes; allowed: \(FakeLLMLimits.rulesBytes)")
    }
    let rules: [BehaviourRule]
    do throws(ScriptFault) {
      rules = try ScriptRules.read(body)
    } catch {
      throw .invalid(error.description)
    }
    for rule in rules {
      guard let name = rule.behaviour.cassette?.name, !cassettes.contains(name)
      else { continue }
      let known = cassettes.isEmpty ? "none" : cassettes.joined(separator: ", ")
      throw .invalid("the cassette \"\(name)\" is not loaded; loaded: \(known)")
    }
    set(rules)
  }

  private func set(_ rules: [BehaviourRule]) {
    self.rules = RuleBook(rules)
    ruleCount = rules.count
  }
}
