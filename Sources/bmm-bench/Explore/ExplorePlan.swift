import Glibc
import World

/// What a search is to do, as the command line has it.
struct ExplorePlan {
  let files: [ExploredFile]
  let budget: ExploreMachine.Budget
  /// How long new seeds are begun; nil for as long as there are any.
  let time: Duration?
  let processes: Int
  /// How long a seed may take in reality.
  let patience: Duration
  /// Runs for making each failure simpler; nil if it is not to be made simpler.
  let shrinkRuns: Int?
  let output: String
  /// Whether each mark that was never reached is named.
  let namesMarks: Bool

  /// Reads what flags ask for; whatever is wrong with a scenario is said before the first run.
  init(_ flags: Flags) throws {
    let settings = try ScenarioFiles.settings(flags)
    // Names must differ, since files are written by name.
    let scenarios = try ScenarioFiles.read(flags.positionals, setting: settings)
    let seed = flags.integer("seed").map(UInt64.init)
    files = try scenarios.map { scenario in
      try ExploredFile(
        scenario.file, setting: settings, seed: seed, swarms: !flags.isOn("no-swarm"))
    }
    time = flags.duration("for")
    let seeds = flags.integer("seeds") ?? (time == nil ? BenchLimits.exploredSeeds : nil)
    budget = ExploreMachine.Budget(seeds: seeds, failures: flags.integer("failures"))
    processes = flags.integer("jobs") ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    patience = try Self.patience(flags)
    try Self.checkSeeds(files, seeds ?? BenchLimits.exploredSeedsMax)
    shrinkRuns = flags.isOn("no-shrink") ? nil : flags.integer("shrink-runs")
    namesMarks = flags.isOn("marks")
    output = flags.text("out") ?? "Results/runs/explore"
  }

  private static func patience(_ flags: Flags) throws(UsageError) -> Duration {
    let patience = flags.duration("patience") ?? BenchLimits.exploredPatience
    guard patience > .zero else {
      throw UsageError(command: ExploreCommand.spec.name, message: "--patience must be above 0")
    }
    return patience
  }

  /// Seeds are numbers that a command line can repeat, and so are those that shrinking tries.
  private static func checkSeeds(_ files: [ExploredFile], _ count: Int) throws(UsageError) {
    let most = UInt64(Int.max - count - BenchLimits.shrinkSeeds)
    guard let file = files.first(where: { $0.firstSeed > most }) else { return }
    throw UsageError(
      command: ExploreCommand.spec.name,
      message: "the first seed of \(file.name) is \(file.firstSeed), too large for \(count) seeds"
        + " from there on; give a --seed of at most \(most)")
  }
}
