import World

extension ResultDocument {
  /// The document of a run by a program.
  init(_ result: RunResult, by build: BuildStamp) {
    let scenario = result.scenario
    let details = result.details
    self.init(
      bench: Bench(version: BenchVersion.text, commit: build.commit, build: build.mode),
      scenario: scenario.name, file: scenario.file, settings: scenario.settings,
      about: scenario.about, source: scenario.source, scenarioHash: scenario.fingerprint,
      seed: scenario.seed, shard: scenario.shard.isPart ? scenario.shard : nil,
      world: result.arm.rawValue, timeScale: result.timeScale, digest: result.digest,
      swarm: result.swarm.map { Swarm($0) }, verdict: result.verdict,
      abort: result.abort.map { abort in
        Abort(check: scenario.expectations[abort.check].text, at: abort.at)
      }, checks: result.checks,
      invariants: result.invariants.map { Invariant($0) },
      notExercised: result.notExercised,
      outcomes: result.outcomes.map { row in
        Outcome(name: row.outcome.name, count: row.count, message: row.message)
      },
      browser: result.browser.map { row in
        Browser(report: row.kind.rawValue, count: row.count, says: row.says)
      },
      metrics: result.metrics.map { Figures($0.metric, $0.values) }, rows: details.rows,
      series: details.series, sample: details.sample, timelines: details.timelines,
      caps: details.caps,
      objectives: Stated(scenario),
      goodput: Goodput(
        requests: details.rows.reduce(0) { $0 + ($1.isMeasured ? $1.good : 0) },
        from: details.span.lowerBound,
        to: details.span.upperBound),
      tokens: Tokens(
        input: result.tokens.input, sold: result.tokens.sold, accounted: result.tokens.accounted,
        wasted: result.tokens.wasted),
      cost: details.cost, harness: Harness(result.harness), server: result.server,
      unreadableAnswers: result.unreadableAnswers, droppedArrivals: result.dropped.total,
      dropped: result.dropped.rows,
      virtual: result.virtual, wall: result.wall)
  }
}

extension ResultDocument.Stated {
  /// What a scenario states, nil if it states nothing.
  init?(_ scenario: Scenario) {
    let groups = scenario.groups.compactMap { group in
      group.objectives.map { Group(name: group.name, objectives: $0) }
    }
    guard scenario.objectives != nil || !groups.isEmpty else { return nil }
    self.init(all: scenario.objectives ?? Objectives(), groups: groups)
  }
}

extension ResultDocument.Harness {
  init(_ harness: HarnessFigures) {
    self.init(
      latenessP50: harness.lateness?.p50, latenessP99: harness.lateness?.p99,
      latenessMax: harness.lateness?.max, cpuShare: harness.cpuShare,
      peakMemoryBytes: harness.peakMemoryBytes, isBottleneck: harness.isBottleneck,
      warnings: harness.warnings)
  }
}

extension ResultDocument.Swarm {
  init(_ swarm: SwarmIntensity) {
    self.init(
      schedule: swarm.policy.rawValue, stallShare: swarm.stallShare,
      stallSecondsMax: swarm.stallSecondsMax,
      slowStatementShare: swarm.slowStatements.probability,
      slowStatementFactor: swarm.slowStatements.factor,
      lateSegmentShare: swarm.latencyTail.probability,
      lateSegmentMediansMax: swarm.latencyTail.medians)
  }
}

extension ResultDocument.Invariant {
  init(_ result: InvariantResult) {
    self.init(
      name: result.name.rawValue, checked: result.checked, violations: result.violations,
      examples: result.examples)
  }
}
