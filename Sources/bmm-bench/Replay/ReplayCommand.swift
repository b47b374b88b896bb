import World

/// `bmm-bench replay`: one run again, told as a time line across all roles.
enum ReplayCommand {
  static let spec = CommandSpec(
    name: "bmm-bench replay",
    summary: "Runs one seed of a scenario again and tells what happened, role by role. Without "
      + "--follow it shows the requests that broke something.",
    positionals: .init(placeholder: "FILE", count: 1...1, help: "a scenario file"),
    flags: [
      ScenarioFiles.seedFlag, ScenarioFiles.setFlag,
      FlagSpec(
        name: "follow", kind: .text(placeholder: "NAME"), presence: .repeated,
        help: "shows a request (people-3), or all requests of an account (people-0) or a group"),
      FlagSpec(
        name: "html", kind: .text(placeholder: "FILE"),
        help: "writes the same as a page, with a waterfall for each request"),
      FlagSpec(
        name: "digest", kind: .toggle, help: "prints the fingerprint of the run and nothing else"),
      FlagSpec(
        name: "commit", kind: .text(placeholder: "COMMIT"),
        help: "the commit that the failure was found at; another one is warned of"),
      FlagSpec(
        name: "scenario", kind: .text(placeholder: "HASH"),
        help: "the scenario's hash then, as results have it; another one is warned of"),
    ],
    examples: [
      .init(
        line: "bmm-bench replay mine.json5 --seed 17", use: "shows what broke, and where"),
      .init(
        line: "bmm-bench replay mine.json5 --follow people-3 --html people-3.html",
        use: "follows one request, and writes its waterfall"),
    ],
    exits: [.success, .checkFailed, .unusable, .interrupted])

  /// Runs the scenario and prints its story.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      try checkDigest(flags)
      let page = try flags.text("html").map(OutputFile.init)
      let scenario = try scenario(flags)
      let origin = ReplayOrigin(
        commit: flags.text("commit"), scenarioHash: flags.text("scenario"))
      for line in origin.differences(from: .current, scenario) { console.note(line) }
      let story = try ReplayStory(of: scenario)
      if flags.isOn("digest") {
        console.print(story.result.digest ?? "")
      } else {
        try show(story, following: flags.texts("follow"), on: page, console)
      }
      return exitCode(story.result.verdict)
    } catch {
      console.note("\(error)")
      return .unusable
    }
  }

  /// Refuses what a fingerprint alone would leave out without a word.
  private static func checkDigest(_ flags: Flags) throws(UsageError) {
    guard flags.isOn("digest") else { return }
    if let name = ["follow", "html"].first(where: { flags.text($0) != nil }) {
      throw UsageError(
        command: spec.name,
        message: "--\(name) has no meaning with --digest, which prints nothing else")
    }
  }

  private static func scenario(_ flags: Flags) throws -> Scenario {
    let path = flags.positionals[0]
    let files = try ScenarioFiles.find([path])
    guard files == [path] else {
      throw UsageError(
        command: spec.name, message: "\(path) is a folder of \(files.count) scenarios: name one")
    }
    var scenario = try ScenarioDecoder.read(path, setting: ScenarioFiles.settings(flags))
    if let seed = flags.integer("seed") { scenario.seed = UInt64(seed) }
    return scenario
  }

  private static func show(
    _ story: ReplayStory, following names: [String], on page: OutputFile?, _ console: Console
  ) throws {
    let choice = try ReplayChoice(names, in: story)
    let text = ReplayText(story: story, choice: choice, width: console.width)
    // A reader of the lines that has seen enough, such as `head`, ends the process.
    try page?.write(ReplayPage(text).bytes)
    for line in text.lines { console.print(line) }
  }

  private static func exitCode(_ verdict: Verdict) -> ExitCode {
    switch verdict {
    case .held: .success
    case .failed: .checkFailed
    case .partial: .interrupted
    }
  }
}
