import Service
import World

/// `bmm-bench mutants`: puts each known bug back and demands that a scenario catches it.
enum MutantsCommand {
  static let spec = CommandSpec(
    name: "bmm-bench mutants",
    summary:
      "Puts known bugs back, one at a time, and demands that the scenarios that say so catch them: "
      + "under a seed under which the service without bugs holds. A bug that survives is a "
      + "failure.",
    positionals: .init(
      placeholder: "PATH", count: 0...1000,
      help:
        "scenarios with a key \"catches\", or folders of them; \(folder) if left out, which has "
        + "to catch every bug there is"),
    flags: [
      FlagSpec(
        name: "bug", kind: .text(placeholder: "NAME"), presence: .repeated,
        help: "only this bug", words: KnownBugs.all.map(\.name)),
      FlagSpec(
        name: "seeds", kind: .integer(1...1_000_000), presence: .defaultsTo("20000"),
        help: "seeds after which a bug has survived in a scenario"),
      FlagSpec(
        name: "budget", kind: .duration, presence: .defaultsTo("10m"),
        help: "time after which it has"),
      FlagSpec(
        name: "sound", kind: .integer(1...1_000_000), presence: .defaultsTo("20"),
        help:
          "seeds under which each scenario has to hold without bugs, at the least"),
      FlagSpec(
        name: "cross", kind: .integer(0...1000), presence: .defaultsTo("3"),
        help: "seeds under which bugs are tried in scenarios that do not promise to catch them"),
      FlagSpec(
        name: "markdown", kind: .text(placeholder: "FILE"),
        help:
          "writes the table, with commit and command; one of all bugs, or of the scenarios named "
          + "if there is no such file yet"),
    ],
    examples: [
      .init(line: "bmm-bench mutants", use: "all bugs, in all scenarios of \(folder)"),
      .init(
        line: "bmm-bench mutants mine.json5 --bug keep-alive-off",
        use: "whether a scenario of yours catches a bug"),
    ],
    exits: [.success, .checkFailed, .unusable, .interrupted])

  private static let folder = "Scenarios/regressions"

  /// Looks for the bugs that the flags name.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      if flags.duration("budget") == .zero {
        throw UsageError(command: spec.name, message: "--budget must be above 0")
      }
      try checkTable(flags)
      let table = try flags.text("markdown").map { (try OutputFile($0), BuildStamp.current) }
      let search = try search(flags)
      let report = MutantsReport(try search.run(console))
      console.progress("")
      // First the page: a reader of the lines that has seen enough ends the process. The page of
      // a whole search is not replaced by a part of one.
      if let (file, build) = table, !report.search.isBrokenOff {
        try file.write(Array(report.markdown(command: command(flags), by: build).utf8))
      }
      for line in report.lines(width: console.width) { console.print(line) }
      if report.search.isBrokenOff { return .interrupted }
      return report.search.hasHeld ? .success : .checkFailed
    } catch let error as UsageError {
      console.note("\(error)")
      return .unusable
    } catch {
      console.progress("")
      console.note("\(spec.name): \(error)")
      if case MutantsError.unsound = error { return .checkFailed }
      return .unusable
    }
  }

  /// Refuses a table of a part in the place of the whole one.
  private static func checkTable(_ flags: Flags) throws(UsageError) {
    guard let file = flags.text("markdown") else { return }
    guard flags.texts("bug").isEmpty else {
      throw UsageError(
        command: spec.name,
        message: "--markdown is the table of all bugs, not of those that --bug names: leave out "
          + "one of the two flags")
    }
    guard flags.positionals.isEmpty || !SourceFolder.exists(file) else {
      throw UsageError(
        command: spec.name,
        message: "\(file) is there already, and a table of the scenarios named would replace it: "
          + "name another file, or remove this one first")
    }
  }

  private static func search(_ flags: Flags) throws -> MutantSearch {
    let paths = flags.positionals.isEmpty ? [folder] : flags.positionals
    let scenarios = try ScenarioFiles.read(paths).filter { !$0.catches.isEmpty }
    guard !scenarios.isEmpty else { throw MutantsError.nothingToCatch(paths: paths) }
    for scenario in scenarios { try checkBugs(of: scenario) }
    let promised = scenarios.reduce(into: KnownBugs()) { $0.formUnion($1.catches) }
    let isWhole = flags.positionals.isEmpty
    return MutantSearch(
      scenarios, try bugs(flags) ?? KnownBugs.all.filter { isWhole || promised.contains($0.bug) },
      MutantBudget(
        seeds: flags.integer("seeds") ?? 1, time: flags.duration("budget") ?? .zero),
      sound: flags.integer("sound") ?? 1, cross: flags.integer("cross") ?? 0)
  }

  /// Refuses a scenario with bugs of its own: all runs would have them, and none was without bugs.
  private static func checkBugs(of scenario: Scenario) throws(ScenarioError) {
    let bugs = scenario.service.knownBugs.names
    guard !bugs.isEmpty else { return }
    let document = try ScenarioSource.read(scenario.file)
    let service = SourcePath().key("service")
    let place = ["knownBugs", "era"].compactMap { document.node(at: service.key($0)) }.first
    throw ScenarioError(
      file: place?.file ?? scenario.file, position: place?.position,
      message: "the scenario has bugs of its own, so that no run is without: "
        + "\(bugs.joined(separator: ", ")); take them away by service.withoutBugs, or leave out "
        + "what puts them back")
  }

  /// The bugs that flags name, in the table's order; nil where they name none.
  private static func bugs(_ flags: Flags) throws(MutantsError) -> [KnownBug]? {
    let names = flags.texts("bug")
    for name in names where !KnownBugs.all.contains(where: { $0.name == name }) {
      throw .unknown(name: name)
    }
    return names.isEmpty ? nil : KnownBugs.all.filter { names.contains($0.name) }
  }

  private static func command(_ flags: Flags) -> String {
    let names = flags.texts("bug").flatMap { ["--bug", $0] }
    let numbers = ["seeds", "sound", "cross"].flatMap { name in
      flags.integer(name).map { ["--\(name)", "\($0)"] } ?? []
    }
    let budget = flags.duration("budget").map { ["--budget", DurationText.write($0)] }
    return (["bmm-bench", "mutants"] + flags.positionals + names + numbers + (budget ?? []))
      .map(ShellWord.quoted).joined(separator: " ")
  }
}
