/// `bmm-bench completions`: what has a shell complete commands, flags and their values.
enum CompletionsCommand {
  /// A shell that can be taught.
  private enum Shell: String, CaseIterable {
    case bash
    case zsh
    case fish
  }

  static let spec = CommandSpec(
    name: "bmm-bench completions",
    summary: "Prints a script with which a shell completes commands, flags, words and files.",
    positionals: .init(
      placeholder: "SHELL", count: 1...1, help: "bash, zsh or fish",
      words: Shell.allCases.map(\.rawValue)),
    examples: [
      .init(line: "source <(bmm-bench completions bash)", use: "in ~/.bashrc"),
      .init(
        line: "bmm-bench completions zsh > ~/.zfunc/_bmm-bench",
        use: "with fpath+=(~/.zfunc) before compinit in ~/.zshrc"),
      .init(
        line: "bmm-bench completions fish > ~/.config/fish/completions/bmm-bench.fish",
        use: "fish finds it there"),
    ],
    exits: [.success, .unusable])

  /// Prints the script.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    let word = flags.positionals[0]
    guard let shell = Shell(rawValue: word) else {
      let hint = NearestName.hint(
        for: word, among: Shell.allCases.map(\.rawValue), listedAs: "shells")
      console.note("\(spec.name): no completions for \"\(word)\"\(hint)")
      return .unusable
    }
    let commands = BenchCommand.specs
    switch shell {
    case .bash: console.print(page: BashCompletions.script(for: commands))
    case .zsh: console.print(page: ZshCompletions.script(for: commands))
    case .fish: console.print(page: FishCompletions.script(for: commands))
    }
    return .success
  }
}
