/// The program: picks a command and turns its end into an exit code.
enum BenchCommand {
  private typealias Body = @Sendable (Flags, Console) -> ExitCode

  private static let commands: [(spec: CommandSpec, run: Body)] = [
    (RunCommand.spec, RunCommand.run),
    (ServeCommand.spec, ServeCommand.run),
    (ServiceCommand.spec, ServiceCommand.run),
    (CheckCommand.spec, CheckCommand.run),
    (SchemaCommand.spec, SchemaCommand.run),
    (MeasureCommand.spec, MeasureCommand.run),
    (ReportCommand.spec, ReportCommand.run),
  ]
  /// Commands that help does not list: tests and `measure` run them as a process of their own.
  private static let hiddenCommands: [(spec: CommandSpec, run: Body)] = [
    (GuardTestCommand.spec, GuardTestCommand.run),
    (GaugeCommand.spec, GaugeCommand.run),
    (DigestCommand.spec, DigestCommand.run),
    (LaunchCommand.spec, LaunchCommand.run),
    (PlainServerCommand.spec, PlainServerCommand.run),
    (RequestLoadCommand.spec, RequestLoadCommand.run),
    (StreamLoadCommand.spec, StreamLoadCommand.run),
    (UserLoadCommand.spec, UserLoadCommand.run),
  ]

  /// Runs the program with the arguments behind its name.
  static func main(_ arguments: [String], _ console: Console = Console()) -> ExitCode {
    guard let word = arguments.first else {
      console.note(overview)
      return .unusable
    }
    if word == "--help" || word == "help" {
      console.print(overview)
      return .success
    }
    guard let command = (commands + hiddenCommands).first(where: { name($0.spec) == word }) else {
      let names = commands.map { name($0.spec) }
      let hint = NearestName.hint(for: word, among: names, listedAs: "commands")
      console.note("bmm-bench: unknown command \"\(word)\"\(hint)")
      return .unusable
    }
    return run(command.spec, command.run, Array(arguments.dropFirst()), console)
  }

  private static func run(
    _ spec: CommandSpec, _ body: Body, _ arguments: [String], _ console: Console
  ) -> ExitCode {
    do throws(UsageError) {
      switch try Flags.parse(arguments, for: spec) {
      case .help(let text):
        console.print(text)
        return .success
      case .run(let flags): return body(flags, console)
      }
    } catch {
      console.note("\(error)")
      return .unusable
    }
  }

  private static var overview: String {
    var table = TextTable([.init(title: ""), .init(title: "", overflow: .wrap)])
    for command in commands { table.add(["  \(name(command.spec))", command.spec.summary]) }
    let lines = table.lines(width: BenchLimits.helpWidth)
    return
      (["usage: bmm-bench COMMAND [flags]", ""] + lines
      + ["", "bmm-bench COMMAND --help says more."])
      .joined(separator: "\n")
  }

  private static func name(_ spec: CommandSpec) -> String {
    String(spec.name.split(separator: " ").last ?? "")
  }
}
