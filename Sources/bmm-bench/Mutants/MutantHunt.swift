import Service
import World

/// One bug, put back into one scenario that is to catch it, seed after seed.
struct MutantHunt: Sendable {
  /// How a bug was caught.
  struct Catch: Equatable, Sendable {
    /// The seed of the run that failed.
    let seed: UInt64
    /// The invariants that were broken there; where there are none, the checks that failed.
    let checks: [String]
  }

  /// The bug.
  let bug: KnownBug
  /// The name of the scenario.
  let scenario: String
  /// How many seeds were tried.
  private(set) var seeds = 0
  /// How long they took.
  private(set) var wall = Duration.zero
  /// What came of it; nil for a bug that survived.
  private(set) var caught: Catch?
  /// Other scenarios that fail with the bug, in the order of their files.
  var others: [String] = []

  /// Looks for a bug until a run fails that holds without it, or one of the budgets is used up.
  init(
    _ bug: KnownBug, in sound: inout SoundRuns, _ budget: MutantBudget,
    _ exercised: inout InvariantSet
  ) throws {
    self.bug = bug
    scenario = sound.scenario.name
    while seeds < budget.seeds, caught == nil, wall < budget.time {
      let watch = Stopwatch()
      let result = try sound.scenario.run(seed: seeds, with: bug.bug)
      wall += watch.elapsed
      seeds += 1
      exercised.insert(from: result)
      guard result.verdict == .failed else { continue }
      try sound.prove(seeds, &exercised)
      caught = Catch(seed: result.scenario.seed, checks: Self.failures(of: result))
    }
  }

  /// Whether a scenario that makes no promise fails with a bug under one of a few seeds.
  static func isSeen(
    _ bug: KnownBug, in sound: inout SoundRuns, seeds: Int, _ exercised: inout InvariantSet
  ) throws -> Bool {
    try sound.prove(seeds, &exercised)
    for number in 0..<seeds {
      let result = try sound.scenario.run(seed: number, with: bug.bug)
      exercised.insert(from: result)
      if result.verdict == .failed { return true }
    }
    return false
  }

  private static func failures(of result: RunResult) -> [String] {
    let names = result.checks.filter { !$0.pass }.map(\.name)
    let invariants = InvariantName.allCases.map(\.rawValue)
    let broken = names.filter(invariants.contains)
    return broken.isEmpty ? names : broken
  }
}

/// How long a bug is looked for in a scenario.
struct MutantBudget: Sendable {
  /// Seeds at most.
  var seeds: Int
  /// Time at most.
  var time: Duration
}
