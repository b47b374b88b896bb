import World

/// `bmm-bench explore`: looks for seeds that fail, on all cores, and for the least that fails so.
enum ExploreCommand {
  static let spec = CommandSpec(
    name: "bmm-bench explore",
    summary: "Runs scenarios under many seeds on all cores, and makes what fails as small as it "
      + "can. Each seed draws how unkind the machine is, unless the scenario says it.",
    positionals: .init(
      placeholder: "PATH", count: 1...1000, help: "a scenario file, or a folder of them"),
    flags: [
      FlagSpec(
        name: "seeds", kind: .integer(1...BenchLimits.exploredSeedsMax),
        help: "seeds of each scenario; \(BenchLimits.exploredSeeds) if neither this nor a time "
          + "is given"),
      FlagSpec(name: "for", kind: .duration, help: "begins new seeds for so long, in real time"),
      FlagSpec(
        name: "failures", kind: .integer(1...1_000_000),
        help: "begins no new seeds once so many different things have failed"),
      FlagSpec(
        name: "seed", kind: .integer(0...Int.max),
        help: "the first seed, instead of the scenario's own"),
      FlagSpec(
        name: "jobs", kind: .integer(1...BenchLimits.threadsMax),
        help: "processes that run seeds; one for each core if left out"),
      ScenarioFiles.setFlag,
      FlagSpec(
        name: "no-swarm", kind: .toggle,
        help: "leaves the machine as kind as the scenario says"),
      FlagSpec(
        name: "no-shrink", kind: .toggle, help: "shows what failed as it is"),
      FlagSpec(
        name: "shrink-runs", kind: .integer(1...1_000_000), presence: .defaultsTo("4000"),
        help: "runs that may be spent on making one failure smaller"),
      FlagSpec(
        name: "patience", kind: .duration, presence: .defaultsTo("60s"),
        help: "how long a seed may take, in real time; one that takes longer has failed"),
      FlagSpec(
        name: "out", kind: .text(placeholder: "DIR"),
        help: "where the smallest failing scenarios go; Results/runs/explore if left out"),
      FlagSpec(
        name: "marks", kind: .toggle, help: "names each mark that no seed has reached"),
      FlagSpec(name: "quiet", kind: .toggle, help: "says nothing of progress"),
    ],
    examples: [
      .init(line: "bmm-bench explore mine.json5", use: "a thousand days of the same people"),
      .init(
        line: "bmm-bench explore Scenarios/service Scenarios/smoke --for 10m",
        use: "all scenarios of two folders in turn, for ten minutes"),
      .init(
        line: "bmm-bench explore mine.json5 --seeds 100000 --failures 1",
        use: "stops at the first failure"),
    ],
    exits: [.success, .checkFailed, .unusable, .interrupted],
    details: """
      Two failures are the same one if the same tells of them: the first broken invariant, else the
      first check that does not hold, a process that crashed or did not answer in time, or a second
      run of a seed with another digest. The first seed of each scenario runs twice, in two
      processes, and so does each that \(BenchLimits.exploredDigestEvery) divides.
      """)

  /// Explores what the flags ask for.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    var console = console
    console.isQuiet = flags.isOn("quiet")
    do {
      return try ExploreRun(ExplorePlan(flags), console).run()
    } catch is Interrupted {
      console.progress("")
      return .interrupted
    } catch {
      console.progress("")
      console.note("\(error)")
      return .unusable
    }
  }
}
