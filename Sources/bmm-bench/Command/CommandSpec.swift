/// A command of the program, as data: its name, what it does, what stands behind it.
struct CommandSpec: Sendable {
  /// The arguments that are not flags, such as files.
  struct Positionals: Equatable, Sendable {
    /// What help calls one of them, such as FILE.
    let placeholder: String
    /// How many there may be.
    let count: ClosedRange<Int>
    /// What they are, for the help text.
    let help: String
    /// The words that one can be; empty if it can be anything.
    var words: [String] = []
  }

  /// A command line that somebody may want to copy, and what comes of it.
  struct Example: Equatable, Sendable {
    /// The line, with the program's name.
    let line: String
    /// What it is for, as the end of a sentence.
    let use: String
  }

  /// The program and the command: `bmm-bench run`.
  let name: String
  /// What it does, in a sentence or two.
  let summary: String
  /// The arguments that are not flags; nil if there are none.
  let positionals: Positionals?
  /// The flags; `--help` is added to them.
  let flags: [FlagSpec]
  /// Command lines to begin with.
  let examples: [Example]
  /// How the command can end.
  let exits: [ExitCode]
  /// What else help says: lines as they are, behind all else.
  let details: String

  /// A command; the names of its flags must differ, and its defaults must be readable.
  init(
    name: String, summary: String, positionals: Positionals? = nil, flags: [FlagSpec] = [],
    examples: [Example] = [], exits: [ExitCode] = [], details: String = ""
  ) {
    let help = FlagSpec(name: "help", kind: .toggle, help: "shows this text")
    self.name = name
    self.summary = summary
    self.positionals = positionals
    self.examples = examples
    self.exits = exits
    self.details = details
    self.flags = flags + [help]
    let names = self.flags.map(\.name)
    for (index, flag) in names.enumerated() {
      precondition(!names[..<index].contains(flag), "the flag --\(flag) is declared twice")
    }
    for flag in flags {
      guard case .defaultsTo(let text) = flag.presence else { continue }
      let value = try? FlagValue.parse(text, as: flag.kind)
      precondition(value != nil, "the default \(text) of --\(flag.name) cannot be read")
    }
  }

  /// The word behind the program's name.
  var word: String { String(name.split(separator: " ").last ?? "") }

  /// The first sentence of the summary, without its full stop.
  var headline: String {
    let end = summary.firstRange(of: ". ")?.lowerBound ?? summary.endIndex
    let sentence = summary[..<end]
    return String(sentence.last == "." ? sentence.dropLast() : sentence)
  }

  /// A flag by its name without dashes.
  func flag(_ name: String) -> FlagSpec? {
    flags.first { $0.name == name }
  }

  /// The help text, made from the declaration and wrapped to the width of a terminal.
  func help(width: Int = BenchLimits.helpWidth) -> String {
    var sections = [usageLine] + ["", summary]
    if let positionals {
      sections += [""] + table([(positionals.placeholder, positionals.help)], width)
    }
    sections += ["", "flags:"] + table(flags.map { ($0.usage, $0.explanation) }, width)
    if !examples.isEmpty {
      sections += ["", "examples:"] + examples.flatMap { ["  \($0.line)", "      \($0.use)"] }
    }
    if !exits.isEmpty {
      sections += ["", "exit codes:"]
      sections += table(exits.map { ("\($0.rawValue)", $0.meaning) }, width)
    }
    if !details.isEmpty { sections += ["", details] }
    return sections.joined(separator: "\n")
  }

  /// How the command is written.
  var usageLine: String {
    guard let positionals else { return "usage: \(name) [flags]" }
    let word = positionals.placeholder + (positionals.count.upperBound > 1 ? "…" : "")
    let optional = positionals.count.lowerBound == 0
    return "usage: \(name) [flags] \(optional ? "[\(word)]" : word)"
  }

  private func table(_ rows: [(left: String, right: String)], _ width: Int) -> [String] {
    var table = TextTable([.init(title: ""), .init(title: "", overflow: .wrap)])
    for row in rows { table.add(["  \(row.left)", row.right]) }
    return table.lines(width: width)
  }
}
