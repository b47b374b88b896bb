/// The invariants, numbered as in the documentation.
enum InvariantName: String, CaseIterable, Sendable {
  /// 1: exactly one terminal event per stream, and nothing behind it.
  case terminalEvent = "terminal-event"
  /// 2: the text that arrives is the text that the model sent.
  case textIntact = "text-intact"
  /// 3: every answer of the service lets the page's script read it.
  case corsOnEveryAnswer = "cors-on-every-answer"
  /// 4: no answer is longer than its tier allows.
  case tokenLimit = "token-limit"
  /// 5: every request ends, within its budget.
  case endsInBudget = "ends-in-budget"
  /// 6: no stream is silent for longer than the keep-alive interval.
  case noSilentGap = "no-silent-gap"
  /// 7: exactly as many drafts of an account pass on a day as its tier allows.
  case dailyLimits = "daily-limits"
  /// 9: no provider call outlives its client.
  case upstreamEndsWithClient = "upstream-ends-with-client"
  /// 10: nothing internal reaches a client.
  case nothingInternal = "nothing-internal"
  /// 11: one outcome line per request, which agrees with what the user saw.
  case outcomeLog = "outcome-log"
  /// 12: the service accounts the tokens that the provider sold.
  case tokensAccounted = "tokens-accounted"
  /// 13: nothing is left at the end.
  case nothingLeft = "nothing-left"
}

/// What an invariant found in a run.
struct InvariantResult: Sendable, Equatable {
  /// Which invariant.
  let name: InvariantName
  /// How often it could be checked; 0 means that the run says nothing about it.
  private(set) var checked = 0
  /// How often it was broken.
  private(set) var violations = 0
  /// The first few violations, in words.
  private(set) var examples: [String] = []

  /// A result without any check yet.
  init(_ name: InvariantName) {
    self.name = name
  }

  /// Counts one check; what is not `held` is described.
  mutating func check(_ held: Bool, _ description: @autoclosure () -> String) {
    checked += 1
    guard !held else { return }
    violations += 1
    if examples.count < 5 { examples.append(description()) }
  }
}

/// A property that every run must have, checked without being asked for.
protocol Invariant {
  /// Its name.
  static var name: InvariantName { get }
  /// Looks at a finished run.
  static func check(_ evidence: Evidence) -> InvariantResult
}

extension Evidence {
  /// The results of all invariants, in the order of their names' declaration.
  func checkInvariants() -> [InvariantResult] {
    let all: [any Invariant.Type] = [
      TerminalEvent.self, TextIntact.self, CorsOnEveryAnswer.self, TokenLimit.self,
      EndsInBudget.self, NoSilentGap.self, DailyLimits.self, UpstreamEndsWithClient.self,
      NothingInternal.self, OutcomeLog.self, TokensAccounted.self, NothingLeft.self,
    ]
    let evidence = settled
    return all.map { $0.check(evidence) }
  }
}
