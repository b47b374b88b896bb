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
  }

  /// The program and the command: `bmm-bench run`.
  let name: String
  /// What it does, in a sentence or two.
  let summary: String
  /// The arguments that are not flags; nil if there are none.
  let positionals: Positionals?
  /// The flags; `--help` is added to them.
  let flags: [FlagSpec]
  /// What else help says: lines as they are, behind the flags.
  let details: String

  /// A command; the names of its flags must differ, and its defaults must be readable.
  init(
    name: String, summary: String, positionals: Positionals? = nil, flags: [FlagSpec] = [],
    details: String = ""
  ) {
    let help = FlagSpec(name: "help", kind: .toggle, help: "shows this text")
    self.name = name
    self.summary = summary
    self.positionals = positionals
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
    if !details.isEmpty { sections += ["", details] }
    return sections.joined(separator: "\n")
  }

  private var usageLine: String {
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
