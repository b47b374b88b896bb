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

  /// How often an invariant was looked at.
  struct Count: Equatable, Sendable {
    let name: String
    let checked: Int
    let violations: Int
  }

  /// A metric and its values.
  struct Figure: Equatable, Sendable {
    let metric: Metric
    let values: Histogram
  }

  /// A number of requests.
  struct Outcome: Equatable, Sendable {
    let name: String
    let count: Int
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
  var invariants: [Count] = []
  var outcomes: [Outcome] = []
  var figures: [Figure] = []
  var tokens = RunResult.Tokens()
  var droppedArrivals = 0
  var virtual = Duration.zero
  var wall = Duration.zero

  /// The checks that did not hold.
  var failed: [Check] { checks.filter { !$0.pass } }
  /// Whether it says that something is wrong.
  var isBroken: Bool { end == .ran(.failed) || end == .ran(.partial) }
  /// The verdict in a word.
  var verdict: String {
    switch end {
    case .ran(let verdict): verdict.rawValue
    case .skipped: "skipped"
    }
  }
}

extension ReportedRun {
  /// What came of a scenario just now.
  init(_ entry: RunSummary.Entry, _ arm: Arm) {
    switch entry {
    case .ran(let result): self.init(result)
    case .skipped(let scenario, let reason):
      self.init(
        name: scenario.name, about: scenario.about, file: scenario.file, world: arm.rawValue,
        seed: scenario.seed, end: .skipped(reason: reason), repetition: "")
    }
  }

  /// What came of a run.
  init(_ result: RunResult) {
    let scenario = result.scenario
    self.init(
      name: scenario.name, about: scenario.about, file: scenario.file, world: result.arm.rawValue,
      seed: scenario.seed, end: .ran(result.verdict),
      repetition: RunSummary.repetition(of: result))
    digest = result.digest
    checks = result.checks.map { check in
      Check(check, result.invariants.first { $0.name.rawValue == check.name })
    }
    invariants = result.invariants.map {
      Count(name: $0.name.rawValue, checked: $0.checked, violations: $0.violations)
    }
    outcomes = result.outcomes.map { Outcome(name: $0.outcome.name, count: $0.count) }
    figures = result.metrics.map { Figure(metric: $0.metric, values: $0.values) }
    tokens = result.tokens
    droppedArrivals = result.droppedArrivals
    virtual = result.virtual
    wall = result.wall
  }
}

extension ReportedRun.Check {
  /// A check, with the invariant that it is about if it is about one.
  fileprivate init(_ check: ExpectationResult, _ invariant: InvariantResult?) {
    self.init(
      kind: invariant == nil ? .expectation : .invariant, name: check.name, text: check.text,
      observed: check.observed, pass: check.pass, isUnexercised: invariant?.checked == 0,
      examples: invariant?.examples ?? [])
  }
}
