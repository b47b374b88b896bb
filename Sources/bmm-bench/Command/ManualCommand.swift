/// `bmm-bench manual`: the page `docs/cli.md`, made from the declarations; help does not list it.
enum ManualCommand {
  static let spec = CommandSpec(
    name: "bmm-bench manual", summary: "Prints docs/cli.md, which `make docs` writes.")

  /// Prints the page.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    console.print(page: page(BenchCommand.specs))
    return .success
  }

  /// The page in Markdown, without the line break at its end.
  static func page(_ commands: [CommandSpec]) -> String {
    let links = commands.map { "[\($0.word)](#\($0.word))" }
    let head = [
      "# The command line", "",
      "`make docs` writes this page from the declarations of the commands; a test says when it is "
        + "old.", "",
      "`bmm-bench help COMMAND` and `bmm-bench COMMAND --help` say the same at a terminal. A value "
        + "stands behind its flag or behind `=`; behind `--` nothing is a flag. "
        + "`bmm-bench --version` names the program.", "",
      links.joined(separator: " · "), "",
      "## Exit codes", "", "| code | meaning |", "|---|---|",
    ]
    let codes = ExitCode.allCases.map { "| \($0.rawValue) | \(cell($0.meaning)) |" }
    return (head + codes + commands.flatMap(section)).joined(separator: "\n")
  }

  private static func section(_ spec: CommandSpec) -> [String] {
    let usage = spec.usageLine.replacing("usage: ", with: "", maxReplacements: 1)
    var lines = ["", "## \(spec.word)", "", prose(spec.summary), "", "```", usage, "```"]
    lines += ["", "| argument | meaning |", "|---|---|"]
    if let positionals = spec.positionals {
      lines.append("| `\(positionals.placeholder)` | \(cell(positionals.help)) |")
    }
    lines += spec.flags.map { "| `\($0.usage)` | \(cell($0.explanation)) |" }
    if !spec.examples.isEmpty {
      lines += ["", "```"] + spec.examples.flatMap { ["# \($0.use)", $0.line] } + ["```"]
    }
    if !spec.exits.isEmpty {
      let codes = spec.exits.map { "\($0.rawValue)" }.joined(separator: ", ")
      lines += ["", "Exit codes: \(codes)."]
    }
    return spec.details.isEmpty ? lines : lines + ["", "```", spec.details, "```"]
  }

  /// Marks of a page that would be taken for its own.
  private static func prose(_ text: String) -> String {
    text.replacing("<", with: "&lt;").replacing("*", with: "\\*")
  }

  private static func cell(_ text: String) -> String {
    prose(text).replacing("|", with: "\\|")
  }
}
