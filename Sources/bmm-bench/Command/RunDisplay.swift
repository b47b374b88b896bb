/// What a run shows of itself: its progress, a report beside its result, and the last screen.
struct RunDisplay {
  /// The flag that leaves reports out.
  static let noReport = "no-report"

  /// The flags that steer it.
  static let flags = [
    FlagSpec(
      name: noReport, kind: .toggle, help: "writes no report.html beside the results"),
    FlagSpec(name: "quiet", kind: .toggle, help: "says nothing of progress"),
    FlagSpec(
      name: "color", kind: .choice(ColourChoice.allCases.map(\.rawValue)),
      presence: .defaultsTo("auto"),
      help: "colours in the summary; auto is on a terminal without NO_COLOR"),
  ]

  let console: Console
  private let writesReport: Bool

  init(_ flags: Flags, _ console: Console) {
    var console = console
    console.isQuiet = flags.isOn("quiet")
    console.colours = flags.text("color").flatMap(ColourChoice.init) ?? .auto
    self.console = console
    writesReport = !flags.isOn(Self.noReport)
  }

  /// The summary: one run has a screen of its own, several share a table.
  func lines(
    _ entries: [RunSummary.Entry], _ folder: OutputFolder, _ wall: Duration
  ) -> [PaintedLine] {
    let closing = RunSummary.closing(entries, wall)
    guard entries.count == 1, case .ran(let result) = entries[0] else {
      let lines =
        RunSummary.lines(entries, width: console.width)
        + ["", "\(closing) Results: \(folder.path)/<scenario>/\(ResultFile.name)"]
      return lines.map { PaintedLine($0) }
    }
    let report = writesReport ? ", \(ReportPage.fileName)" : ""
    let files = "\(folder.path)/\(result.scenario.name)/\(ResultFile.name)\(report)"
    return RunScreen(
      result: result, files: files, closing: closing, width: console.width,
      height: console.height
    ).lines
  }
}
