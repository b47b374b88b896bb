import Service

/// The runs of a scenario with the service as it is: what shows that a failure is the bug's doing.
struct SoundRuns {
  /// The scenario.
  let scenario: Scenario
  /// How many seeds have held, from the scenario's own one on.
  private(set) var count = 0

  /// Seeds of a scenario, none of which has run.
  init(_ scenario: Scenario) {
    self.scenario = scenario
  }

  /// Runs what is missing of so many seeds; throws at the first that fails.
  mutating func prove(_ seeds: Int, _ exercised: inout InvariantSet) throws {
    while count < seeds {
      let result = try scenario.run(seed: count, with: [])
      exercised.insert(from: result)
      guard result.verdict == .held else { throw MutantsError.unsound(result) }
      count += 1
    }
  }
}

extension Scenario {
  /// Runs the scenario with bugs put back, under the seed of that number from its own one on.
  func run(seed number: Int, with bugs: KnownBugs) throws -> RunResult {
    var scenario = self
    scenario.seed &+= UInt64(number)
    scenario.service.knownBugs.formUnion(bugs)
    let result = try ScenarioRun(scenario, .sim, isDetailed: false).run()
    guard result.verdict != .partial else { throw Interrupted() }
    return result
  }
}
