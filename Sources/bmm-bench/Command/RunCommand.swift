import EdgeSim
import World

/// `bmm-bench run`: runs scenarios, writes their results and says whether all held.
enum RunCommand {
  static let spec = CommandSpec(
    name: "bmm-bench run",
    summary: "Runs scenarios and says whether their checks and the invariants held.",
    positionals: .init(
      placeholder: "PATH", count: 1...1000, help: "a scenario file, or a folder of them"),
    flags: [
      ScenarioFiles.seedFlag, ScenarioFiles.setFlag,
      FlagSpec(
        name: "seeds", kind: .integer(1...1_000_000),
        help: "runs each scenario under so many seeds in virtual time and shows what failed only"),
      FlagSpec(
        name: "every-cut", kind: .text(placeholder: "LINK"), presence: .repeated,
        help: "cuts a link's first connection behind each byte, a run for each: users-edge, "
          + "edge-service:up, users-edge/10 for each tenth byte, users-edge@15 for one"),
      FlagSpec(
        name: "every-reset", kind: .text(placeholder: "LINK"), presence: .repeated,
        help: "the same with resets"),
      FlagSpec(
        name: "world", kind: .choice(Arm.allCases.map(\.rawValue)), presence: .defaultsTo("sim"),
        help: "virtual time and a network in memory, or real time and sockets"),
      FlagSpec(
        name: "time-scale", kind: .fraction,
        help: "real seconds per scenario second in the live world, instead of the scenario's own"),
      FlagSpec(
        name: "shard", kind: .text(placeholder: "I/N"),
        help: "lets the I-th of N parts of the users come, or takes that part of the seeds; "
          + "bmm-bench merge joins the results"),
      FlagSpec(
        name: "out", kind: .text(placeholder: "DIR"),
        help: "where results go, by scenario; Results/runs/ and the folder's name if left out, and "
          + "nowhere with --seeds, whose runs make one result"),
    ] + RunDisplay.flags + GateFiles.flags + [
      FlagSpec(
        name: "events", kind: .text(placeholder: "FILE"),
        help: "writes a line of JSON for each request, in the order of their planned starts"),
      FlagSpec(
        name: "history", kind: .text(placeholder: "FILE"),
        help: "adds a line of JSON with the key figures of each scenario"),
    ],
    examples: [
      .init(
        line: "bmm-bench run Scenarios/smoke", use: "all scenarios of a folder, in virtual time"),
      .init(line: "bmm-bench run mine.json5 --seeds 1000", use: "shows the seeds that fail"),
      .init(
        line: "bmm-bench run mine.json5 --world live --time-scale 0.05",
        use: "on real sockets, 20 times as fast"),
      .init(
        line: "bmm-bench run Scenarios/smoke --junit junit.xml --markdown summary.md",
        use: "as the step of a build"),
    ],
    exits: ExitCode.allCases)

  /// Runs what the flags ask for.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      if flags.fraction("time-scale") == 0 {
        throw UsageError(command: spec.name, message: "--time-scale must be above 0")
      }
      if flags.fraction("time-scale") != nil, flags.text("world") != Arm.live.rawValue {
        throw UsageError(
          command: spec.name, message: "--time-scale has a meaning with --world live only")
      }
      let shard = try shard(flags)
      let settings = try ScenarioFiles.settings(flags)
      let scenarios = try ScenarioFiles.read(flags.positionals, setting: settings)
        .map { try $0.changed(by: flags, shard) }
      let display = RunDisplay(flags, console)
      if let sweeps = try sweeps(flags, shard) {
        let outputs = try RunOutputs(
          flags, in: flags.text("out").map(OutputFolder.init), of: scenarios)
        return try run(sweeps, over: scenarios, outputs, display.console)
      }
      let folder = try OutputFolder(flags.text("out") ?? defaultFolder(flags.positionals[0]))
      return try run(scenarios, flags, folder, display)
    } catch {
      console.progress("")
      console.note("\(error)")
      return .unusable
    }
  }

  private static func run(
    _ scenarios: [Scenario], _ flags: Flags, _ folder: OutputFolder, _ display: RunDisplay
  ) throws -> ExitCode {
    let console = display.console
    let watch = Stopwatch()
    let arm = flags.text("world").flatMap(Arm.init) ?? .sim
    let outputs = try RunOutputs(flags, in: folder, of: scenarios)
    var entries: [RunSummary.Entry] = []
    for (number, scenario) in scenarios.enumerated() {
      console.progress("\(number + 1) of \(scenarios.count): \(scenario.name) …")
      let entry = try run(scenario, arm, flags, display, look: outputs.see)
      entries.append(entry)
      switch entry {
      case .skipped(let scenario, let reason): outputs.skip(scenario, arm, reason: reason)
      case .ran(let result):
        try outputs.keep(
          outputs.document(result), repetition: RunSummary.repetition(of: result))
      }
      if outputs.exitCode == .interrupted { break }
    }
    console.progress("")
    for line in display.lines(entries, folder, watch.elapsed) { console.print(line) }
    try outputs.finish()
    return outputs.exitCode
  }

  private static func run(
    _ scenario: Scenario, _ arm: Arm, _ flags: Flags, _ display: RunDisplay,
    look: (Evidence) -> Void
  ) throws -> RunSummary.Entry {
    var timeScale = 1.0
    if arm == .live {
      switch scenario.live {
      case .skipped(let reason): return .skipped(scenario, reason: reason)
      case .timeScale(let own): timeScale = flags.fraction("time-scale") ?? own
      }
    }
    let run = ScenarioRun(
      scenario, arm, timeScale: timeScale, progress: ProgressWatch(display.console))
    return .ran(try run.run(look: look))
  }

  /// Many runs of a scenario.
  private typealias Sweep = (Scenario, RunOutputs, Console) throws -> ExitCode

  /// The sweeps that flags ask for, nil if they ask for plain runs.
  private static func sweeps(
    _ flags: Flags, _ shard: Shard
  ) throws(UsageError) -> [Sweep]? {
    var sweeps: [Sweep] = []
    if let seeds = flags.integer("seeds") {
      sweeps.append { try SeedSweep.run($0, seeds: seeds, shard, $1, $2) }
    }
    for (flag, strike) in [("every-cut", LinkStrike.cut), ("every-reset", .reset)] {
      for text in flags.texts(flag) {
        guard let plan = CutPlan(text) else {
          throw UsageError(
            command: spec.name,
            message: "--\(flag) \(text) is no place: write a link, then :up or :down, then /STEP")
        }
        sweeps.append { scenario, _, console in
          try CutSweep.run(scenario, plan, strike, console)
        }
      }
    }
    guard flags.text("world") != "live" || sweeps.isEmpty else {
      throw UsageError(
        command: spec.name,
        message: "--seeds, --every-cut and --every-reset have no meaning on real sockets")
    }
    if !sweeps.isEmpty { try checkSweep(flags, shard) }
    return sweeps.isEmpty ? nil : sweeps
  }

  private static func run(
    _ sweeps: [Sweep], over scenarios: [Scenario], _ outputs: RunOutputs, _ console: Console
  ) throws -> ExitCode {
    var codes: [ExitCode] = []
    for scenario in scenarios {
      for sweep in sweeps where codes.last != .interrupted {
        codes.append(try sweep(scenario, outputs, console))
      }
    }
    // What was made before somebody broke off is written, too.
    try outputs.finish()
    if let place = outputs.place { console.print(place) }
    return ExitCode.worst(codes)
  }

  /// Refuses what a sweep would leave out without a word.
  private static func checkSweep(_ flags: Flags, _ shard: Shard) throws(UsageError) {
    guard flags.text("events") == nil else {
      throw UsageError(command: spec.name, message: "--events is of one run, not of a sweep")
    }
    if let seeds = flags.integer("seeds") {
      guard seeds < shard.count else { return }
      throw UsageError(
        command: spec.name,
        message: "--seeds \(seeds) has too few seeds for --shard \(shard): each part needs one")
    }
    guard !shard.isPart else {
      throw UsageError(
        command: spec.name, message: "--shard takes part of the users or seeds, not of the cuts")
    }
    let names = GateFiles.flags.map(\.name) + ["out", "history"]
    if let name = names.first(where: { flags.text($0) != nil }) {
      throw UsageError(
        command: spec.name, message: "--\(name) has no meaning here: a sweep of cuts has no result")
    }
  }

  private static func shard(_ flags: Flags) throws(UsageError) -> Shard {
    guard let text = flags.text("shard") else { return .whole }
    guard let shard = Shard(text) else {
      throw UsageError(
        command: spec.name,
        message:
          "--shard \(text) is no part: write which one and of how many, such as 2/8 (at most "
          + "\(BenchLimits.shardsMax))")
    }
    return shard
  }

  /// `Scenarios/history` and a file in it both lead to `Results/runs/history`.
  private static func defaultFolder(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
    let isFile = path.hasSuffix(".json5")
    let folder = isFile ? parts.dropLast().last : parts.last
    return "Results/runs/\(folder.map(String.init) ?? "scenarios")"
  }
}

extension Scenario {
  /// With the seed and the part of the users that flags ask for; a part of seeds has all users.
  fileprivate func changed(by flags: Flags, _ shard: Shard) throws(SetUpError) -> Scenario {
    var scenario = self
    if let seed = flags.integer("seed") { scenario.seed = UInt64(seed) }
    guard flags.integer("seeds") == nil else { return scenario }
    try checkAccounts(for: shard)
    try checkPlaces(for: shard)
    scenario.shard = shard
    return scenario
  }

  /// A shard without a place would drop all that come.
  private func checkPlaces(for shard: Shard) throws(SetUpError) {
    for group in groups {
      guard let most = group.arrivals.maxInFlight, most < shard.count else { continue }
      throw SetUpError(
        file: file,
        reason: "group \(group.name) has maxInFlight: \(most), too few for \(shard.count) shards, "
          + "which share it: give it maxInFlight: \(shard.count) or more, or take fewer shards")
    }
  }

  /// Two shards that shared an account would share its daily limit.
  private func checkAccounts(for shard: Shard) throws(SetUpError) {
    for group in groups where group.accounts < shard.count {
      if case .closed(let loop) = group.arrivals.kind, loop.users <= group.accounts { continue }
      throw SetUpError(
        file: file,
        reason: "group \(group.name) has \(group.accounts) accounts, too few for \(shard.count) "
          + "shards, which share none: give it accounts: \(shard.count) or more")
    }
  }
}
