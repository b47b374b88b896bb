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
    patience = flags.duration("patience") ?? BenchLimits.exploredPatience
    shrinkRuns = flags.isOn("no-shrink") ? nil : flags.integer("shrink-runs")
    output = flags.text("out") ?? "Results/runs/explore"
  }
}
