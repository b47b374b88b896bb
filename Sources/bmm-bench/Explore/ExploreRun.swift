import World

/// A search: lets processes run seeds, says what failed, and makes each failure smaller.
struct ExploreRun {
  private let plan: ExplorePlan
  private let console: Console
  private let pool: WorkerPool
  private let folder: OutputFolder

  /// A search that can begin; whatever is wrong with its folder is said now.
  init(_ plan: ExplorePlan, _ console: Console, program: String = "/proc/self/exe") throws {
    self.plan = plan
    self.console = console
    folder = try OutputFolder(plan.output)
    pool = WorkerPool(program: program, count: plan.processes, patience: plan.patience)
  }

  /// Runs to the end, which comes when the user breaks it off at the latest.
  func run() throws -> ExitCode {
    let watch = Stopwatch()
    var machine = ExploreMachine(plan.files, plan.budget, processes: plan.processes)
    do {
      try explore(&machine)
    } catch {
      // What is known is told whatever went wrong, but nobody needs a report of nothing.
      if error is Interrupted || machine.seeds > 0 {
        report(machine, after: watch.elapsed, isPartial: true)
      }
      throw error
    }
    report(machine, after: watch.elapsed, isPartial: false)
    do {
      if let runs = plan.shrinkRuns { try shrink(machine, runs) }
    } catch is ReaderGone {
      // What was found is known all the same.
    }
    return machine.distinctFailures > 0 ? .checkFailed : .success
  }

  private func report(_ machine: ExploreMachine, after elapsed: Duration, isPartial: Bool) {
    console.progress("")
    let report = ExploreReport(
      findings: machine.findings, elapsed: elapsed, processes: plan.processes,
      isPartial: isPartial, namesMarks: plan.namesMarks)
    for line in report.lines { console.print(line) }
  }

  private func explore(_ machine: inout ExploreMachine) throws {
    let watch = Stopwatch()
    var progress = ExploreProgress(console)
    try pool.run(&machine) { machine in
      if let time = plan.time, watch.elapsed >= time { machine.stop() }
      progress.show { machine.progressLine(after: watch.elapsed, until: plan.time) }
    }
  }

  // MARK: Shrinking

  private func shrink(_ machine: ExploreMachine, _ runs: Int) throws {
    for found in machine.findings {
      var names = MinimalNames()
      for tally in found.failures where tally.oracle.canShrink {
        console.print("")
        try shrink(tally, of: found, as: names.name(for: tally.oracle), runs)
      }
    }
  }

  private func shrink(
    _ tally: OracleTally, of found: ExploreFindings, as name: String, _ runs: Int
  ) throws {
    let file = found.file
    let settings = try file.settings.map { try SourceSetting($0) }
    let document = try ScenarioSource.read(file.file, setting: settings)
    // The name without a folder: what the document names is looked for from here.
    let failure = ShrinkMachine.Failure(
      document: document.moved(to: "minimal.json5"), seed: tally.first, oracle: tally.oracle,
      virtual: tally.virtual, said: tally.said, witness: found.witness(against: tally))
    var machine = ShrinkMachine(failure, runsMax: runs)
    let watch = Stopwatch()
    // What is known is told and written even if something breaks the shrinking off.
    var broken: (any Error)?
    do {
      try shrink(&machine, of: file)
    } catch {
      broken = error
    }
    console.progress("")
    let origin = file.repetition(seed: tally.first)
    let minimal = MinimalScenario(machine.failure, of: origin, name: name)
    let path = try minimal.write(to: folder, as: file.name)
    let report = ShrinkReport(
      file: file, before: document, machine: machine, path: path, elapsed: watch.elapsed,
      isPartial: broken != nil)
    for line in report.lines(minimal.text(in: "\(folder.path)/\(file.name)")) {
      console.print(line)
    }
    if let broken { throw broken }
  }

  private func shrink(_ machine: inout ShrinkMachine, of file: ExploredFile) throws {
    var progress = ExploreProgress(console)
    try pool.run(&machine) { machine in
      // Nobody waits for a smaller one any more.
      if StandardOutput.isClosed { throw ReaderGone() }
      progress.show {
        "\(file.name): smaller by \(machine.changes.count) changes in \(machine.runs) runs …"
      }
    }
  }
}

extension Oracle {
  /// Whether a smaller document could tell the same: what hangs, or differs by chance, takes too
  /// long.
  fileprivate var canShrink: Bool {
    switch kind {
    case .invariant, .check, .crash: true
    case .passing, .hang, .digest: false
    }
  }
}

extension ExploreFindings {
  /// A seed that failed at nothing, for a check that some others failed at: what is smaller must
  /// still hold under it, or it would fail for want of users.
  fileprivate func witness(against tally: OracleTally) -> UInt64? {
    guard tally.oracle.kind == .check, failed < seeds else { return nil }
    let bad = failures.flatMap(\.seeds)
    // Behind the last one that is named, others may have failed.
    let known = failures.filter { $0.count > $0.seeds.count }.compactMap(\.seeds.last).min()
    let last = known ?? file.firstSeed &+ UInt64(seeds) &- 1
    guard last >= file.firstSeed else { return nil }
    return (file.firstSeed...last).first { !bad.contains($0) }
  }
}
