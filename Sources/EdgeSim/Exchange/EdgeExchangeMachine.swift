/// Decides what happens in one exchange between client and origin; it touches neither.
///
/// The states are those a proxied request goes through at Cloudflare. What can still be said to the
/// client depends on one thing: whether the origin's head is out. Before, every failure is a page
/// with a status; afterwards, only a cut.
struct EdgeExchangeMachine {
  enum State: Equatable {
    case receivingRequest
    case connecting
    case waitingForHead
    /// The head is here, but no byte of the body: the client still knows of nothing.
    case headHeld
    case body
    /// Both sides' bytes pass as they are.
    case tunnel
    case done
  }

  private(set) var state = State.receivingRequest
  /// Whether the client is known to have left.
  private(set) var clientIsGone = false
  private(set) var originStatus: Int?
  /// The status the client was sent, once the exchange is done.
  private(set) var status = 0
  private(set) var cause = EdgeCause.passed
  private let rules: EdgeRules
  private let method: String

  /// A machine for one request.
  init(_ rules: EdgeRules, method: String = "GET") {
    self.rules = rules
    self.method = method
  }

  /// Whether the request may reach the origin twice.
  private var isRepeatable: Bool { !Self.unrepeatable.contains(method) }

  /// The methods that nginx does not pass to the next server (proxy_next_upstream).
  private static let unrepeatable = ["POST", "LOCK", "PATCH"]

  var isDone: Bool { state == .done }

  mutating func on(_ input: EdgeInput) -> EdgeDecision {
    if isDone { return .nothing }
    switch input {
    case .requestRead, .connected, .head, .bodyBytes, .originEnded: return proceed(input)
    case .requestRefused(let cause), .connectFailed(let cause): return fail(cause)
    case .switched: return switched()
    case .tunnelEnded(let cause): return end(.nothing, .nothing, cause)
    case .keptConnectionEnded: return keptConnectionEnded()
    case .originCut: return fail(state == .waitingForHead ? .closedBeforeHead : .originCut)
    case .originMalformed: return fail(.malformed)
    case .readTimedOut: return fail(state == .body ? .idleCut : .readTimeout)
    case .writeTimedOut: return state == .waitingForHead ? fail(.writeTimeout) : .nothing
    case .requestCut: return end(.drop, .nothing, .clientGone)
    case .clientGone: return clientLeft()
    case .clientStalled: return end(.drop, .abort, .clientStalled)
    case .stopped: return end(.drop, .abort, .stopped)
    }
  }

  /// The steps of an exchange in which nothing goes wrong.
  private mutating func proceed(_ input: EdgeInput) -> EdgeDecision {
    switch (state, input) {
    case (.receivingRequest, .requestRead):
      state = .connecting
      return EdgeDecision(origin: .connect)
    case (.connecting, .connected):
      state = .waitingForHead
      return .nothing
    case (.waitingForHead, .head(let status)): return headCame(status)
    case (.headHeld, .bodyBytes):
      state = .body
      return write(.forwardHeadAndBytes)
    case (.body, .bodyBytes): return write(.forwardBytes)
    case (.headHeld, .originEnded): return end(.forwardHeadAndEnd, .close, .passed)
    case (.body, .originEnded): return end(.end, .close, .passed)
    default: preconditionFailure("\(input) cannot happen in the state \(state)")
    }
  }

  private mutating func switched() -> EdgeDecision {
    originStatus = 101
    state = .tunnel
    return EdgeDecision(client: .openTunnel)
  }

  private mutating func headCame(_ status: Int) -> EdgeDecision {
    originStatus = status
    if rules.profile.replacesOriginErrors.contains(status) { return fail(.replaced(status)) }
    guard rules.profile.holdsHead else {
      state = .body
      return write(.forwardHead)
    }
    state = .headHeld
    return EdgeDecision(client: .holdHead)
  }

  /// It may have been ending when the request was sent, so that the origin never saw it. Each other
  /// kept connection may do the same; a new one is the last.
  private mutating func keptConnectionEnded() -> EdgeDecision {
    guard rules.profile.asksAgain, isRepeatable, !clientIsGone else {
      return fail(.closedBeforeHead)
    }
    state = .connecting
    return EdgeDecision(origin: .askAgain)
  }

  private mutating func clientLeft() -> EdgeDecision {
    clientIsGone = true
    guard rules.profile.clientAbort == .immediate else { return .nothing }
    return end(.drop, .abort, .clientGone)
  }

  /// A write is where an edge that watches nothing else learns that its client has left.
  private mutating func write(_ client: EdgeDecision.Client) -> EdgeDecision {
    guard clientIsGone else { return EdgeDecision(client: client) }
    if rules.profile.clientAbort == .never { return .nothing }
    return end(.drop, .abort, .clientGone)
  }

  private mutating func fail(_ cause: EdgeCause) -> EdgeDecision {
    if state == .body { return end(.cut, .abort, cause) }
    // The one thing that a hop may pass over in silence.
    if cause == .requestStalled, rules.profile.product.errorCode(for: cause) == nil {
      return end(.hangUp, .nothing, cause)
    }
    guard let code = rules.profile.product.errorCode(for: cause) else {
      preconditionFailure("\(cause) has no page, and cannot happen in the state \(state)")
    }
    return end(.answerError(code), .abort, cause)
  }

  private mutating func end(
    _ client: EdgeDecision.Client, _ origin: EdgeDecision.Origin, _ cause: EdgeCause
  ) -> EdgeDecision {
    self.cause = clientIsGone ? .clientGone : cause
    status = statusSent(client)
    state = .done
    return EdgeDecision(client: clientIsGone ? .drop : client, origin: origin)
  }

  private func statusSent(_ client: EdgeDecision.Client) -> Int {
    switch client {
    // Whoever ends a tunnel, its answer was given.
    case _ where state == .tunnel: 101
    case _ where cause == .clientGone: 499
    case .hangUp: EdgeCause.stalledStatus
    case .answerError(let code): EdgeError(code: code).status
    case .forwardHeadAndEnd: originStatus ?? 0
    default: state == .body ? originStatus ?? 0 : 0
    }
  }
}
