import World

/// Which simpler documents are to be tried, and which of them is kept; it knows no processes.
///
/// Changes are tried in their order, several at a time, and the first in that order that still
/// fails is kept, whoever answered first: the same failure always shrinks to the same document.
struct ShrinkMachine: WorkSource {
  /// A document that fails, and how.
  struct Failure: Sendable {
    var document: SourceNode
    /// The seed under which it fails.
    var seed: UInt64
    let oracle: Oracle
    /// How long the run is on its own time line; nothing simpler may be much longer.
    var virtual: Duration
    /// What was seen.
    var said: String
    /// A seed under which it holds; nil if none is known.
    let witness: UInt64?
  }

  private(set) var failure: Failure
  /// The changes that were kept, in words.
  private(set) var changes: [String] = []
  /// Runs that this took.
  private(set) var runs = 0
  private(set) var isDone = false

  private let runsMax: Int
  private var passes = ShrinkPass.allCases[...]
  private var pass = ShrinkPass.checks
  private var hasChanged = false
  private var edits: [ShrinkEdit] = []
  /// How many of the edits were handed out, and of how many it is known what came of them.
  private var handedOut = 0
  private var decided = 0
  private var reports: [Int: TrialReport] = [:]
  /// Which edit a job is about; jobs from before the last change are forgotten.
  private var running: [Int: Int] = [:]
  private var jobs = 0

  /// A search for a simpler document that fails alike, in about so many runs.
  init(_ failure: Failure, runsMax: Int) {
    self.failure = failure
    self.runsMax = runsMax
    beginPass()
  }

  // MARK: Work

  mutating func next(for process: Int) -> WorkOrder {
    while !isDone {
      guard handedOut < edits.count else { return .wait }
      let index = handedOut
      handedOut += 1
      let candidate = edits[index].applied(to: failure.document)
      guard mayBeTried(edits[index]), isReadable(candidate) else {
        decide(index, TrialReport(failed: nil, runs: 0, virtual: .zero, said: ""))
        continue
      }
      jobs += 1
      running[jobs] = index
      return .work(.trial(job: jobs, trial(of: candidate)))
    }
    return .wait
  }

  mutating func take(_ reply: WorkReply) throws {
    switch reply {
    case .trial(let job, let report):
      if let index = running.removeValue(forKey: job) { decide(index, report) }
    case .unusable(let job, _): lose(job: job, .ended(0))
    case .block: break
    }
  }

  mutating func lose(job: Int, _ end: WorkerEnd) {
    guard let index = running.removeValue(forKey: job) else { return }
    var isSame = false
    if case .ended(let code) = end, failure.oracle.kind == .crash {
      isSame = failure.oracle == ExploreFindings.crash(code)
    }
    decide(
      index,
      TrialReport(
        failed: isSame ? failure.seed : nil, runs: 1, virtual: failure.virtual,
        said: failure.said))
  }

  private func trial(of document: SourceNode) -> ShrinkTrial {
    // One that ends its process cannot say under which of several seeds.
    let others = failure.oracle.kind == .crash ? 0 : BenchLimits.shrinkSeeds - 1
    let seeds = (0...others).map { failure.seed &+ UInt64($0) }
    return ShrinkTrial(
      file: document.file, text: document.line, seeds: seeds, oracle: failure.oracle,
      witness: failure.witness)
  }

  /// Where a check holds under no seed, other users would fail it for reasons of their own.
  private func mayBeTried(_ edit: ShrinkEdit) -> Bool {
    guard failure.oracle.kind == .check, failure.witness == nil else { return true }
    return edit.path.steps.first != .key("users")
  }

  private func isReadable(_ document: SourceNode) -> Bool {
    (try? ScenarioDecoder.decode(document)) != nil
  }

  // MARK: Decisions

  private mutating func decide(_ index: Int, _ report: TrialReport) {
    reports[index] = report
    while let report = reports.removeValue(forKey: decided) {
      let edit = edits[decided]
      decided += 1
      runs += report.runs
      if let seed = report.failed, report.virtual <= longest {
        keep(edit, seed, report)
      }
      if runs >= runsMax {
        isDone = true
        return
      }
      if decided >= edits.count { endPass() }
    }
  }

  /// A quarter longer, and a second more for short runs.
  private var longest: Duration { failure.virtual + failure.virtual / 4 + .seconds(1) }

  private mutating func keep(_ edit: ShrinkEdit, _ seed: UInt64, _ report: TrialReport) {
    failure.document = edit.applied(to: failure.document)
    failure.seed = seed
    failure.virtual = report.virtual
    failure.said = report.said
    changes.append(edit.about)
    hasChanged = true
    // What came behind this change is tried next; what was tried before is, in the next round.
    let place = decided - 1
    edits = pass.edits(of: failure.document, for: failure.oracle)
    decided = min(place, edits.count)
    handedOut = decided
    reports = [:]
    running = [:]
  }

  private mutating func endPass() {
    passes = passes.dropFirst()
    if passes.isEmpty {
      guard hasChanged else {
        isDone = true
        return
      }
      passes = ShrinkPass.allCases[...]
      hasChanged = false
    }
    beginPass()
  }

  /// Begins the first pass of those left that has anything to try.
  private mutating func beginPass() {
    guard let first = passes.first else { return endPass() }
    pass = first
    edits = pass.edits(of: failure.document, for: failure.oracle)
    decided = 0
    handedOut = 0
    if edits.isEmpty { endPass() }
  }
}
