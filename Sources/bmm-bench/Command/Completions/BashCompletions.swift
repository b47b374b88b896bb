/// The completions of bash: one function that looks at the command and at the word before.
enum BashCompletions {
  /// The script for these commands.
  static func script(for commands: [CommandSpec]) -> String {
    let words = commands.map(\.word).joined(separator: " ")
    let values = commands.flatMap(valueCases)
    let rest = commands.map { restCase($0, among: commands) }
    return ([head(words)] + values + [middle] + rest + [tail]).joined(separator: "\n")
  }

  // Bash takes `--world=sim` apart at the equals sign.
  private static func head(_ commands: String) -> String {
    """
    # Completions of bmm-bench for bash, made by "bmm-bench completions bash".
    _bmm_bench_files() {
      compopt -o filenames 2> /dev/null
      mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
    }
    _bmm_bench_words() {
      mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current")
    }
    _bmm_bench() {
      local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
      COMPREPLY=()
      if [[ $COMP_CWORD -eq 1 ]]; then
        _bmm_bench_words "\(commands) --help --version"
        return
      fi
      if [[ $current == "=" ]]; then
        current=""
      elif [[ $before == "=" ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
      fi
      case "${COMP_WORDS[1]} $before" in
    """
  }

  private static let middle = """
      esac
      case "${COMP_WORDS[1]} $current" in
    """

  private static let tail = """
      esac
    }
    complete -F _bmm_bench bmm-bench
    """

  private static func valueCases(_ command: CommandSpec) -> [String] {
    command.flags.compactMap { flag in
      CompletedValue(flag).map {
        "    \"\(command.word) --\(flag.name)\") \(action($0)); return ;;"
      }
    }
  }

  private static func restCase(_ command: CommandSpec, among commands: [CommandSpec]) -> String {
    let flags = command.flags.map { "--\($0.name)" }.joined(separator: " ")
    let others = CompletedValue(command, among: commands)
    return """
          "\(command.word) -"*) _bmm_bench_words "\(flags)" ;;
          "\(command.word) "*) \(action(others)) ;;
      """
  }

  private static func action(_ value: CompletedValue) -> String {
    switch value {
    case .words(let words): "_bmm_bench_words \"\(words.joined(separator: " "))\""
    case .files: "_bmm_bench_files -f"
    case .folders: "_bmm_bench_files -d"
    case .nothing: ":"
    }
  }
}
