/// The completions of fish: one line for each command, flag and kind of argument.
enum FishCompletions {
  /// The script for these commands.
  static func script(for commands: [CommandSpec]) -> String {
    let head = [
      "# Completions of bmm-bench for fish, made by \"bmm-bench completions fish\".",
      "complete -c bmm-bench -f",
      "complete -c bmm-bench -n __fish_use_subcommand -l help -d 'shows the commands'",
      "complete -c bmm-bench -n __fish_use_subcommand -l version -d 'names the program'",
    ]
    let names = commands.map { command in
      "complete -c bmm-bench -n __fish_use_subcommand -a \(command.word) "
        + "-d \(quoted(command.headline))"
    }
    return (head + names + commands.flatMap { lines($0, among: commands) })
      .joined(separator: "\n")
  }

  private static func lines(_ command: CommandSpec, among commands: [CommandSpec]) -> [String] {
    let begin = "complete -c bmm-bench -n '__fish_seen_subcommand_from \(command.word)'"
    var lines = command.flags.map { flag in
      "\(begin) -l \(flag.name)\(value(flag)) -d \(quoted(flag.help))"
    }
    switch CompletedValue(command, among: commands) {
    case .words(let words): lines.append("\(begin) -a '\(words.joined(separator: " "))'")
    case .files, .folders: lines.append("\(begin) -F")
    case .nothing: break
    }
    return lines
  }

  private static func value(_ flag: FlagSpec) -> String {
    switch CompletedValue(flag) {
    case nil: ""
    case .words(let words): " -x -a '\(words.joined(separator: " "))'"
    case .files: " -r -F"
    case .folders: " -x -a '(__fish_complete_directories)'"
    case .nothing: " -x"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
