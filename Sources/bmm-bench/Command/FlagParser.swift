/// Goes through the arguments of a command one by one.
struct FlagParser {
  /// The declaration that the arguments must follow.
  let command: CommandSpec
  /// The arguments so far that are not flags.
  private(set) var positionals: [String] = []
  /// The flags so far with their values, in order.
  private(set) var values: [(name: String, value: FlagValue)] = []

  /// Nothing read so far.
  init(command: CommandSpec) {
    self.command = command
  }

  /// Reads all arguments, then fills in defaults and looks for what is missing.
  mutating func read(_ arguments: [String]) throws(UsageError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        for word in rest { try addPositional(word) }
        break
      }
      if argument.hasPrefix("--") {
        try addFlag(argument.dropFirst(2), &rest)
      } else if argument.hasPrefix("-"), argument != "-" {
        throw error("unknown flag \"\(argument)\"; flags begin with two dashes")
      } else {
        try addPositional(argument)
      }
    }
    try complete()
  }

  private mutating func addFlag(
    _ argument: Substring, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    guard let spec = command.flag(name) else {
      let known = command.flags.map { "--\($0.name)" }
      let hint = NearestName.hint(for: "--\(name)", among: known, listedAs: "known")
      throw error("unknown flag \"--\(name)\"\(hint)")
    }
    if spec.presence != .repeated, values.contains(where: { $0.name == name }) {
      throw error("--\(name) is given twice")
    }
    let attached = parts.count > 1 ? String(parts[1]) : nil
    if spec.kind == .toggle, attached == nil {
      values.append((name, .on))
      return
    }
    let text = if let attached { attached } else { try following(spec, &rest) }
    values.append((name, try parsed(text, spec)))
  }

  private func following(
    _ spec: FlagSpec, _ rest: inout ArraySlice<String>
  ) throws(UsageError) -> String {
    // Taking the next flag as a value would hide that this one has none.
    guard let text = rest.first, !text.hasPrefix("--") else {
      throw error("--\(spec.name) needs a value: \(spec.usage)")
    }
    rest.removeFirst()
    return text
  }

  private func parsed(_ text: String, _ spec: FlagSpec) throws(UsageError) -> FlagValue {
    guard !text.isEmpty else { throw error("--\(spec.name) needs a value: \(spec.usage)") }
    do throws(FlagValueError) {
      return try FlagValue.parse(text, as: spec.kind)
    } catch {
      throw self.error("--\(spec.name) \(error.message)")
    }
  }

  private mutating func addPositional(_ word: String) throws(UsageError) {
    let most = command.positionals?.count.upperBound ?? 0
    guard positionals.count < most else {
      throw error("unexpected argument \"\(word)\"; at most \(most) can stand here")
    }
    positionals.append(word)
  }

  private mutating func complete() throws(UsageError) {
    for spec in command.flags where !values.contains(where: { $0.name == spec.name }) {
      switch spec.presence {
      case .optional, .repeated: break
      case .required: throw error("\(spec.usage) is missing")
      case .defaultsTo(let text): values.append((spec.name, try parsed(text, spec)))
      }
    }
    if let wanted = command.positionals, positionals.count < wanted.count.lowerBound {
      let least = wanted.count.lowerBound
      throw error("needs \(wanted.placeholder): at least \(least), got \(positionals.count)")
    }
  }

  private func error(_ message: String) -> UsageError {
    UsageError(command: command.name, message: message)
  }
}
