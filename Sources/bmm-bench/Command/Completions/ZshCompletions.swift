/// The completions of zsh: a specification per flag, with what it is for.
enum ZshCompletions {
  /// The script for these commands.
  static func script(for commands: [CommandSpec]) -> String {
    let list = commands.map { "        '\(described($0.word, $0.headline))'" }
    let cases = commands.flatMap { section($0, among: commands) }
    return (head + list + middle + cases + tail).joined(separator: "\n")
  }

  private static let head = [
    "#compdef bmm-bench",
    "# Completions of bmm-bench for zsh, made by \"bmm-bench completions zsh\".",
    "_bmm_bench() {",
    "  local context curcontext=$curcontext state state_descr line",
    "  typeset -A opt_args",
    "  _arguments -C '(- *)--help[shows the commands]' '(- *)--version[names the program]' \\",
    "    '1:command:->command' '*::argument:->argument'",
    "  case $state in",
    "    command)",
    "      local -a commands=(",
  ]

  private static let middle = [
    "      )", "      _describe -t commands command commands ;;", "    argument)",
    "      case $words[1] in",
  ]

  private static let tail = [
    "      esac ;;", "  esac", "}",
    // Found in a folder of functions it is run; read by `source` it only makes itself known.
    "if [[ $funcstack[1] == _bmm-bench ]]; then _bmm_bench \"$@\"",
    "else compdef _bmm_bench bmm-bench; fi",
  ]

  private static func section(_ command: CommandSpec, among commands: [CommandSpec]) -> [String] {
    var words = command.flags.map(specification)
    if let positionals = command.positionals {
      let many = positionals.count.upperBound > 1 ? "*" : "1"
      let value = action(CompletedValue(command, among: commands))
      words.append("\(many):\(positionals.placeholder):\(value)")
    }
    return ["        \(command.word)) _arguments \\"]
      + words.map { "          '\($0)' \\" } + ["          ;;"]
  }

  private static func specification(_ flag: FlagSpec) -> String {
    let mark = flag.presence == .repeated ? "*" : ""
    guard let value = CompletedValue(flag) else { return "--\(flag.name)[\(plain(flag.help))]" }
    let name = flag.placeholder ?? "VALUE"
    return "\(mark)--\(flag.name)=[\(plain(flag.help))]:\(plain(name)):\(action(value))"
  }

  private static func described(_ word: String, _ use: String) -> String {
    "\(word):\(plain(use))"
  }

  /// A text without what ends a description or a quotation.
  private static func plain(_ text: String) -> String {
    text.replacing("'", with: "’").replacing("[", with: "(").replacing("]", with: ")")
      .replacing(":", with: "\\:")
  }

  private static func action(_ value: CompletedValue) -> String {
    switch value {
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .files: "_files"
    case .folders: "_files -/"
    case .nothing: " "
    }
  }
}
