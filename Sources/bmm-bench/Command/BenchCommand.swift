/// The program: picks a command and turns its end into an exit code.
enum BenchCommand {
  private typealias Body = @Sendable (Flags, Console) -> ExitCode

  private static let commands: [(spec: CommandSpec, run: Body)] = [
    (RunCommand.spec, RunCommand.run),
    (ExploreCommand.spec, ExploreCommand.run),
    (ReplayCommand.spec, ReplayCommand.run),
    (MutantsCommand.spec, MutantsCommand.run),
    (ServeCommand.spec, ServeCommand.run),
    (ServiceCommand.spec, ServiceCommand.run),
    (CheckCommand.spec, CheckCommand.run),
    (SchemaCommand.spec, SchemaCommand.run),
    (MeasureCommand.spec, MeasureCommand.run),
    (ReportCommand.spec, ReportCommand.run),
    (MergeCommand.spec, MergeCommand.run),
    (CompareCommand.spec, CompareCommand.run),
    (CompletionsCommand.spec, CompletionsCommand.run),
    (HelpCommand.spec, HelpCommand.run),
  ]
  /// Commands that help does not list: tests and `measure` run them as a process of their own.
  private static let hiddenCommands: [(spec: CommandSpec, run: Body)] = [
    (ManualCommand.spec, ManualCommand.run),
    (GuardTestCommand.spec, GuardTestCommand.run),
    (GaugeCommand.spec, GaugeCommand.run),
    (DigestCommand.spec, DigestCommand.run),
    (ExploreWorkerCommand.spec, ExploreWorkerCommand.run),
    (LaunchCommand.spec, LaunchCommand.run),
    (PlainServerCommand.spec, PlainServerCommand.run),
    (RequestLoadCommand.spec, RequestLoadCommand.run),
    (StreamLoadCommand.spec, StreamLoadCommand.run),
    (UserLoadCommand.spec, UserLoadCommand.run),
  ]

  /// The commands that help lists, in its order.
  static var specs: [CommandSpec] { commands.map(\.spec) }

  /// Runs the program with the arguments behind its name; results that nobody got are no success.
  static func main(_ arguments: [String], _ console: Console = Console()) -> ExitCode {
    let code = run(arguments, console)
    guard let failure = console.failure else { return code }
    console.note("bmm-bench: \(failure)")
    return ExitCode.worst([code, .unusable])
  }

  private static func run(_ arguments: [String], _ console: Console) -> ExitCode {
    guard let word = arguments.first else {
      console.note(overview)
      return .unusable
    }
    if Flags.helpWords.contains(word) {
      console.print(page: overview)
      return .success
    }
    if word == "--version" {
      console.print("bmm-bench \(BenchVersion.text) (\(BuildStamp.ownMode))")
      return .success
    }
    guard let command = (commands + hiddenCommands).first(where: { $0.spec.word == word }) else {
      console.note("bmm-bench: \(unknown(word))")
      return .unusable
    }
    return run(command.spec, command.run, Array(arguments.dropFirst()), console)
  }

  /// The rest of a sentence about a command that there is not.
  static func unknown(_ word: String) -> String {
    let names = commands.map(\.spec.word)
    return "unknown command \"\(word)\""
      + NearestName.hint(for: word, among: names, listedAs: "commands")
  }

  private static func run(
    _ spec: CommandSpec, _ body: Body, _ arguments: [String], _ console: Console
  ) -> ExitCode {
    do throws(UsageError) {
      switch try Flags.parse(arguments, for: spec) {
      case .help(let text):
        console.print(page: text)
        return .success
      case .run(let flags): return body(flags, console)
      }
    } catch {
      console.note("\(error)")
      return .unusable
    }
  }

  /// What the program can do, a command a line.
  static var overview: String {
    var table = TextTable([.init(title: ""), .init(title: "", overflow: .wrap)])
    for command in commands { table.add(["  \(command.spec.word)", command.spec.headline]) }
    let lines = table.lines(width: BenchLimits.helpWidth)
    return
      (["usage: bmm-bench COMMAND [flags]", "       bmm-bench --version", ""] + lines
      + ["", "bmm-bench help COMMAND says more."])
      .joined(separator: "\n")
  }
}
