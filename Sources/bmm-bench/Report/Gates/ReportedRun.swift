import World

/// What is told to other programs of a scenario that ran, or was left out.
///
/// The files for machines of a build (JUnit, OpenMetrics, Markdown) all say the same, hence this.
struct ReportedRun: Equatable, Sendable {
  /// How it ended.
  enum End: Equatable, Sendable {
    /// It ran.
    case ran(Verdict)
    /// It was not to run in this world.
    case skipped(reason: String)
  }

  /// One check, or one invariant.
  struct Check: Equatable, Sendable {
    /// What is checked.
    enum Kind: String, Sendable {
      /// What the scenario expects.
      case expectation
      /// What holds of every run.
      case invariant
    }

    let kind: Kind
    /// The left side, or the invariant's name.
    let name: String
    /// The whole check.
    let text: String
    let observed: String
    let pass: Bool
    /// Whether the run says nothing about it.
    let isUnexercised: Bool
    /// Violations of an invariant in words.
    let examples: [String]
  }

  let name: String
  let about: String
  let file: String
  let world: String
  let seed: UInt64
  let end: End
  /// The command that runs it again.
  let repetition: String
  var digest: String?
  var checks: [Check] = []
  var invariants: [ResultDocument.Invariant] = []
  var outcomes: [ResultDocument.Outcome] = []
  var figures: [ResultDocument.Figures] = []
  var tokens = ResultDocument.Tokens(input: 0, sold: 0, accounted: 0, wasted: 0)
  /// Good requests a second.
  var goodput = 0.0
  /// What the provider asks for all calls, in dollars.
  var cost = 0.0
  /// Why the figures are the harness's own, in sentences; empty where they are not.
  var bottleneck: [String] = []
  /// The command that runs the first failed one of several seeds; nil where there is none.
  var failedSeed: String?
  var droppedArrivals = 0
  var virtual = Duration.zero
  var wall = Duration.zero

  /// The checks that did not hold.
  var failed: [Check] { checks.filter { !$0.pass } }
  /// Whether the figures are the harness's own.
  var isHarnessBound: Bool { !bottleneck.isEmpty }
  /// Whether it says that something is wrong, be it with the service or with the harness.
  var isBroken: Bool { end == .ran(.failed) || end == .ran(.partial) || isHarnessBound }
  /// What the command ends with for it.
  var exitCode: ExitCode {
    guard case .ran(let verdict) = end else { return .success }
    return switch verdict {
    case .partial: .interrupted
    case .failed: isHarnessBound ? .harnessBound : .checkFailed
    case .held: isHarnessBound ? .harnessBound : .success
    }
  }
  /// The verdict in a word.
  var verdict: String {
    switch end {
    case .ran(let verdict): verdict.rawValue
    case .skipped: "skipped"
    }
  }
}

extension ReportedRun {
  /// A scenario that was not to run in a world.
  init(skipped scenario: Scenario, _ arm: Arm, reason: String) {
    self.init(
      name: scenario.name, about: scenario.about, file: scenario.file, world: arm.rawValue,
      seed: scenario.seed, end: .skipped(reason: reason), repetition: "")
  }

  /// What came of a run, and the command that repeats it.
  init(_ document: ResultDocument, repetition: String) {
    self.init(
      name: document.scenario, about: document.about, file: document.file, world: document.world,
      seed: document.seed, end: .ran(document.verdict), repetition: repetition)
    digest = document.digest
    checks = document.checks.map { check in
      Check(check, document.invariants.first { $0.name == check.name })
    }
    invariants = document.invariants
    outcomes = document.outcomes
    figures = document.metrics
    tokens = document.tokens
    goodput = document.goodput.perSecond
    cost = Double(document.cost.sold) / 1e9
    bottleneck = document.harness.accusations
    failedSeed = RepeatLine(firstFailureOf: document)?.text
    droppedArrivals = document.droppedArrivals
    virtual = document.virtual
    wall = document.wall
  }
}

extension ReportedRun.Check {
  /// A check, with the invariant that it is about if it is about one.
  fileprivate init(_ check: ExpectationResult, _ invariant: ResultDocument.Invariant?) {
    self.init(
      kind: invariant == nil ? .expectation : .invariant, name: check.name, text: check.text,
      observed: check.observed, pass: check.pass, isUnexercised: invariant?.checked == 0,
      examples: invariant?.examples ?? [])
  }
}
