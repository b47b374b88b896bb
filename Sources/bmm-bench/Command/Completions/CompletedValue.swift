/// What a shell can offer in the place of a value.
enum CompletedValue: Equatable {
  /// One of these words.
  case words([String])
  /// Files, and folders on the way to them.
  case files
  /// Folders.
  case folders
  /// Nothing: a number, or a text of one's own.
  case nothing

  /// What stands behind a flag; nil if nothing does.
  init?(_ flag: FlagSpec) {
    switch flag.kind {
    case .toggle: return nil
    case .choice(let words): self = .words(words)
    case .text(let placeholder):
      self = flag.words.isEmpty ? CompletedValue(placeholder: placeholder) : .words(flag.words)
    case .integer, .duration, .rate, .fraction: self = .nothing
    }
  }

  /// What the arguments of a command can be that are no flags.
  init(_ command: CommandSpec, among commands: [CommandSpec]) {
    guard let positionals = command.positionals else {
      self = .nothing
      return
    }
    if positionals.placeholder == "COMMAND" {
      self = .words(commands.map(\.word))
    } else if positionals.words.isEmpty {
      self.init(placeholder: positionals.placeholder)
    } else {
      self = .words(positionals.words)
    }
  }

  /// Help calls files and folders by the same words everywhere.
  private init(placeholder: String) {
    switch placeholder {
    case "FILE", "PATH", "RESULT": self = .files
    case "DIR": self = .folders
    default: self = .nothing
    }
  }
}
