/// `bmm-bench help`: what a command does, or which there are.
enum HelpCommand {
  static var spec: CommandSpec {
    CommandSpec(
      name: "bmm-bench help", summary: "Says what a command does, or which commands there are.",
      positionals: .init(
        placeholder: "COMMAND", count: 0...1, help: "the command; all of them if left out"),
      examples: [.init(line: "bmm-bench help run", use: "the same as bmm-bench run --help")],
      exits: [.success, .unusable])
  }

  /// Prints the text.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    guard let word = flags.positionals.first else {
      console.print(page: BenchCommand.overview)
      return .success
    }
    guard let spec = BenchCommand.specs.first(where: { $0.word == word }) else {
      console.note("bmm-bench help: \(BenchCommand.unknown(word))")
      return .unusable
    }
    console.print(page: spec.help())
    return .success
  }
}
