import World

/// `bmm-bench run --seeds N`: scenarios under many seeds, of which only the failures are shown.
///
/// The runs make one result, if one is wanted: the seed of a failure gives its run again.
struct SeedSweep {
  private let shard: Shard
  private var merge = SeedMerge()
  private var lastSeed: UInt64
  private var runs = 0
  private var failures = 0
  private var outcomes = OutcomeTally()
  private var invariants: [(name: InvariantName, checked: Int, violations: Int)] = []
  private var tokens = RunResult.Tokens()

  /// Runs a scenario under so many seeds, from its own one on, and says what came of it.
  static func run(
    _ scenario: Scenario, seeds: Int, _ shard: Shard, _ outputs: RunOutputs, _ console: Console
  ) throws -> ExitCode {
    let watch = Stopwatch()
    var sweep = SeedSweep(shard, from: scenario.seed)
    var end = ExitCode.success
    for number in 0..<seeds where shard.owns(number) {
      var scenario = scenario
      scenario.seed &+= UInt64(number)
      let result = try ScenarioRun(scenario, .sim, isDetailed: outputs.isNeeded).run()
      if result.verdict == .partial {
        end = .interrupted
        sweep.merge.breakOff()
        break
      }
      sweep.add(result)
      if outputs.isNeeded { sweep.merge.add(outputs.document(result)) }
      for line in RunSummary.problems(of: result) { console.print(line) }
      console.progress("\(scenario.name): seed \(scenario.seed), \(sweep.failures) failed …")
    }
    console.progress("")
    for line in sweep.lines(scenario, watch.elapsed) { console.print(line) }
    if end == .interrupted {
      let missing = shard.share(of: seeds) - sweep.runs
      console.print("  broken off: \(Format.count(missing)) seeds did not run")
    }
    if let document = sweep.merge.result(shard) {
      try outputs.keep(document, repetition: repetition(scenario, seeds, shard))
    }
    return end == .success && sweep.failures > 0 ? .checkFailed : end
  }

  /// The line of the whole sweep: a result that was broken off has fewer seeds.
  private static func repetition(_ scenario: Scenario, _ seeds: Int, _ shard: Shard) -> String {
    var line = RepeatLine(
      file: scenario.file, seed: scenario.seed, settings: scenario.settings, isLive: false,
      timeScale: nil, shard: shard)
    line.seeds = seeds
    return line.text
  }

  private init(_ shard: Shard, from seed: UInt64) {
    self.shard = shard
    lastSeed = seed
  }

  private mutating func add(_ result: RunResult) {
    runs += 1
    lastSeed = result.scenario.seed
    if result.verdict == .failed { failures += 1 }
    outcomes.add(result)
    for invariant in result.invariants {
      if let index = invariants.firstIndex(where: { $0.name == invariant.name }) {
        invariants[index].checked += invariant.checked
        invariants[index].violations += invariant.violations
      } else {
        invariants.append((invariant.name, invariant.checked, invariant.violations))
      }
    }
    tokens.sold += result.tokens.sold
    tokens.accounted += result.tokens.accounted
    tokens.wasted += result.tokens.wasted
  }

  private func lines(_ scenario: Scenario, _ wall: Duration) -> [String] {
    let part = shard.isPart ? ", shard \(shard) of them" : ""
    return [
      "\(scenario.name): seeds \(scenario.seed) to \(lastSeed)\(part), \(failures) of \(runs) "
        + "failed, in \(Format.duration(wall))",
      "  requests: \(outcomes.line)",
      "  tokens: \(tokens.sold) sold, \(tokens.accounted) accounted, \(tokens.wasted) for no spec",
    ]
      + invariants.map {
        "  \($0.name.rawValue): checked \($0.checked) ×, broken \($0.violations) ×"
      }
  }
}
