import World

/// Which seeds are to be run next, by which process, and when it is enough; it knows no processes.
///
/// Seeds are handed out in order, in blocks that take about as long as each other, and whatever was
/// handed out is awaited: what was explored is always all seeds from the first to some last one.
struct ExploreMachine: WorkSource {
  /// When the search ends.
  struct Budget: Equatable, Sendable {
    /// Seeds of each scenario; nil for as many as there is time for.
    var seeds: Int?
    /// Failures of different kinds after which nothing more is begun.
    var failures: Int?
  }

  private struct Assignment {
    let scenario: Int
    var block: SeedBlock
    /// Whether it was lost once, and is now on its own.
    var isAlone = false
    /// The digest of the seed's first run, and by whom, if this is its second.
    var first: (digest: String, process: Int)?
    var process = 0
    /// The process that was lost with this seed among others.
    var loss: Int?
  }

  /// A process that ended over a block, until all of its seeds have run alone.
  private struct Loss {
    let block: SeedBlock
    let code: Int32
    var left: Int
    var isRepeated = false
  }

  private(set) var findings: [ExploreFindings]
  private let budget: Budget
  private let processes: Int
  private var handedOut: [Int]
  private var turn = 0
  private var queue: [Assignment] = []
  private var running: [Int: Assignment] = [:]
  private var losses: [Int: Loss] = [:]
  private var jobs = 0
  private var isStopped = false

  /// A search that has not begun.
  init(_ files: [ExploredFile], _ budget: Budget, processes: Int) {
    findings = files.map(ExploreFindings.init)
    handedOut = files.map { _ in 0 }
    self.budget = budget
    self.processes = processes
  }

  /// Seeds whose runs are over.
  var seeds: Int { findings.reduce(0) { $0 + $1.seeds } }

  /// Seeds that are to be run in all; nil if time or failures end the search.
  var plannedSeeds: Int? { budget.seeds.map { $0 * findings.count } }

  /// Failures of different kinds.
  var distinctFailures: Int { findings.reduce(0) { $0 + $1.failures.count } }

  /// What some run of some scenario has reached.
  var marks: MarkSet { findings.reduce(into: MarkSet()) { $0.formUnion($1.marks) } }

  /// Whether seeds are left that will be run.
  var isDone: Bool { queue.isEmpty && running.isEmpty && !hasFresh }

  /// From now on no new seed is begun.
  mutating func stop() { isStopped = true }

  // MARK: Work

  mutating func next(for process: Int) -> WorkOrder {
    if let index = queue.firstIndex(where: { $0.first?.process != process }) {
      return handOut(queue.remove(at: index), to: process)
    }
    if let task = fresh() { return handOut(task, to: process) }
    // All that is left is to be done by another process, of which there may be none.
    return processes == 1 && !queue.isEmpty ? .retire : .wait
  }

  mutating func take(_ reply: WorkReply) throws {
    switch reply {
    case .block(let job, let report):
      guard let task = running.removeValue(forKey: job) else { return }
      take(report, of: task)
    case .unusable(_, let reason): throw ExploreError(description: reason)
    case .trial: break
    }
  }

  mutating func lose(job: Int, _ end: WorkerEnd) {
    guard var task = running.removeValue(forKey: job) else { return }
    guard !task.isAlone else {
      findings[task.scenario].lose(task.block.first, end, isSecond: task.first != nil)
      settle(task, isRepeated: true)
      return look()
    }
    // Which of the seeds it was shows when each is on its own.
    task.isAlone = true
    let block = task.block
    if case .ended(let code) = end {
      losses[job] = Loss(block: block, code: code, left: block.count)
      task.loss = job
    }
    for number in 0..<block.count {
      task.block = SeedBlock(
        file: block.file, settings: block.settings, first: block.first &+ UInt64(number), count: 1,
        digestEvery: block.digestEvery)
      queue.append(task)
    }
  }

  private mutating func handOut(_ task: Assignment, to process: Int) -> WorkOrder {
    jobs += 1
    var task = task
    task.process = process
    running[jobs] = task
    return .work(.block(job: jobs, task.block))
  }

  private mutating func take(_ report: BlockReport, of task: Assignment) {
    if let first = task.first {
      let second = report.digests.first?.digest ?? "none"
      findings[task.scenario].recheck(task.block.first, first.digest, second)
    } else {
      findings[task.scenario].add(report)
      for entry in report.digests {
        let block = SeedBlock(
          file: task.block.file, settings: task.block.settings, first: entry.seed, count: 1,
          digestEvery: 1)
        queue.append(
          Assignment(scenario: task.scenario, block: block, first: (entry.digest, task.process)))
      }
    }
    settle(task, isRepeated: false)
    look()
  }

  /// What ended a process is a failure even if none of its seeds does so alone.
  private mutating func settle(_ task: Assignment, isRepeated: Bool) {
    guard let number = task.loss, var loss = losses.removeValue(forKey: number) else { return }
    loss.left -= 1
    loss.isRepeated = loss.isRepeated || isRepeated
    if loss.left > 0 {
      losses[number] = loss
    } else if !loss.isRepeated {
      findings[task.scenario].lose(loss.block, loss.code)
    }
  }

  /// Whether enough was found.
  private mutating func look() {
    if let failures = budget.failures, distinctFailures >= failures { stop() }
  }

  // MARK: Fresh seeds

  private var hasFresh: Bool { !isStopped && findings.indices.contains { left(of: $0) > 0 } }

  private func left(of scenario: Int) -> Int {
    budget.seeds.map { $0 - handedOut[scenario] } ?? BenchLimits.exploredBlockMax
  }

  /// The next block of the scenario whose turn it is.
  private mutating func fresh() -> Assignment? {
    guard !isStopped else { return nil }
    for _ in findings.indices {
      let scenario = turn
      turn = (turn + 1) % findings.count
      let count = blockSize(of: scenario)
      guard count > 0 else { continue }
      let file = findings[scenario].file
      // The first block is one seed, and that one runs twice however few there are.
      let every = handedOut[scenario] == 0 ? 1 : BenchLimits.exploredDigestEvery
      let first = file.firstSeed &+ UInt64(handedOut[scenario])
      handedOut[scenario] += count
      return Assignment(
        scenario: scenario,
        block: SeedBlock(
          file: file.file, settings: file.settings, first: first, count: count,
          digestEvery: every))
    }
    return nil
  }

  /// So many that they take as long as a block is to, and no more than leaves the others some.
  private func blockSize(of scenario: Int) -> Int {
    let left = left(of: scenario)
    guard left > 0 else { return 0 }
    guard let cost = findings[scenario].cost else { return 1 }
    let timely = BenchLimits.exploredBlockTime.seconds / max(cost.seconds, 1e-6)
    let share = max(1, left / (2 * processes))
    return min(max(1, Int(timely)), share, left, BenchLimits.exploredBlockMax)
  }
}
