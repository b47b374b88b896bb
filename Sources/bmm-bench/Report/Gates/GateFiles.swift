/// The files that a command writes for other programs, beside its results.
struct GateFiles {
  /// The flags that ask for them.
  static let flags = [
    FlagSpec(
      name: "junit", kind: .text(placeholder: "FILE"),
      help: "writes all checks and invariants as JUnit XML, a suite per scenario"),
    FlagSpec(
      name: "metrics", kind: .text(placeholder: "FILE"), help: "writes the figures as OpenMetrics"),
    FlagSpec(
      name: "markdown", kind: .text(placeholder: "FILE"),
      help: "writes a page for a pull request: verdicts, what failed, how to repeat it"),
  ]

  private typealias Maker = @Sendable ([ReportedRun]) -> String
  private let files: [(flag: String, file: OutputFile, text: Maker)]

  /// The files that were asked for; whatever is wrong with a path is said before the long work.
  init(_ flags: Flags) throws {
    let makers: [(flag: String, text: Maker)] = [
      ("junit", JUnitFile.text), ("metrics", OpenMetricsFile.text),
      ("markdown", MarkdownFile.text),
    ]
    var files: [(flag: String, file: OutputFile, text: Maker)] = []
    for (flag, text) in makers {
      guard let path = flags.text(flag) else { continue }
      files.append((flag, try OutputFile(path), text))
    }
    self.files = files
    try OutputClash.check(places)
  }

  /// Where they go, by the flags that ask for them.
  var places: [(flag: String, place: OutputPlace)] { files.map { ($0.flag, $0.file.place) } }

  /// Whether none was asked for.
  var isEmpty: Bool { files.isEmpty }

  /// Writes them all.
  func write(_ runs: [ReportedRun]) throws(OutputError) {
    for (_, file, text) in files { try file.write(Array(text(runs).utf8)) }
  }
}
