import World

/// What a search over seeds has found so far in one scenario.
struct ExploreFindings: Sendable {
  let file: ExploredFile
  /// Seeds whose runs are over.
  private(set) var seeds = 0
  /// Runs of seeds once more, in another process.
  private(set) var rechecks = 0
  /// What failed, by oracle, in the order in which it was found.
  private var tallies: [OracleTally] = []
  /// The invariants that some run says something about.
  private(set) var exercised = InvariantSet()
  /// What some run has reached.
  private(set) var marks = MarkSet()
  private var nanoseconds: Int64 = 0

  /// Nothing yet.
  init(_ file: ExploredFile) {
    self.file = file
  }

  /// What failed, by oracle and in order of the first seeds, whichever was found first.
  var failures: [OracleTally] {
    tallies.sorted { ($0.first, $0.oracle.name) < ($1.first, $1.oracle.name) }
  }

  /// Seeds that failed.
  var failed: Int { tallies.reduce(0) { $0 + $1.count } }

  /// How long a seed takes in reality, as far as is known.
  var cost: Duration? {
    seeds > 0 ? .nanoseconds(nanoseconds / Int64(seeds)) : nil
  }

  /// Takes in a block of seeds.
  mutating func add(_ report: BlockReport) {
    seeds += report.seeds
    nanoseconds += report.nanoseconds
    exercised.formUnion(report.exercised)
    marks.formUnion(report.marks)
    for failure in report.failures { tallies.count(failure) }
  }

  /// Takes in the second run of a seed.
  mutating func recheck(_ seed: UInt64, _ first: String, _ second: String) {
    rechecks += 1
    guard first != second else { return }
    let oracle = Oracle(kind: .digest, name: "not deterministic")
    tallies.count(
      OracleTally(oracle, seeds: [seed], said: "digest \(first), and then \(second)"))
  }

  /// Takes in a seed that ended its process, or did not end; a second run counts as no other seed.
  mutating func lose(_ seed: UInt64, _ end: WorkerEnd, isSecond: Bool) {
    if !isSecond { seeds += 1 }
    let oracle: Oracle
    switch end {
    case .ended(let code): oracle = Self.crash(code)
    case .overdue(let patience):
      oracle = Oracle(kind: .hang, name: "not over within \(Format.duration(patience))")
    }
    tallies.count(OracleTally(oracle, seeds: [seed], said: "the process did not answer"))
  }

  /// Takes in seeds that ended their process together, and none of which does so alone.
  mutating func lose(_ block: SeedBlock, _ code: Int32) {
    let oracle = Oracle(
      kind: .passing, name: "\(Self.crash(code).name), which no seed alone repeats")
    let last = block.first &+ UInt64(block.count) &- 1
    let said = "in a block of seeds \(block.first)-\(last)"
    tallies.count(OracleTally(oracle, seeds: [block.first], said: said))
  }

  /// What tells of a process that ended by itself.
  static func crash(_ code: Int32) -> Oracle {
    let how = code > 128 ? "by signal \(code - 128)" : "with code \(code)"
    return Oracle(kind: .crash, name: "the process ended \(how)")
  }
}
