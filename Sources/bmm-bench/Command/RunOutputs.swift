import Glibc
import World

/// Where the results of a command's runs go: a folder, the files for other programs, a history.
final class RunOutputs {
  /// What is told of each scenario so far.
  private(set) var reports: [ReportedRun] = []

  private let folder: OutputFolder?
  private let writesReports: Bool
  private let files: GateFiles
  private let events: OutputFile?
  private let history: HistoryFile?
  private var lines: [UInt8] = []

  /// The outputs that flags ask for; whatever is wrong with a path is said before the first run.
  init(_ flags: Flags, in folder: OutputFolder?, of scenarios: [Scenario]) throws {
    self.folder = folder
    writesReports = !flags.isOn(RunDisplay.noReport)
    files = try GateFiles(flags)
    if let path = flags.text("events") { events = try OutputFile(path) } else { events = nil }
    if let path = flags.text("history") { history = try HistoryFile(path) } else { history = nil }
    var places = files.places
    if let events { places.append(("events", events.place)) }
    if let history { places.append(("history", history.place)) }
    try OutputClash.check(places)
    for scenario in scenarios {
      try folder?.check(ResultFile.name, in: scenario.name)
      if writesReports { try folder?.check(ReportPage.fileName, in: scenario.name) }
    }
    // Known before the first run, which may be long; whoever writes nothing need not know.
    if isNeeded { _ = BuildStamp.current }
  }

  /// Whether anything is to be written.
  var isNeeded: Bool { folder != nil || !files.isEmpty || history != nil }

  /// Where the results are, for people; nil if they are kept nowhere.
  var place: String? { folder.map { "Results: \($0.path)/<scenario>/\(ResultFile.name)" } }

  /// What the command ends with.
  var exitCode: ExitCode { ExitCode.worst(reports.map(\.exitCode)) }

  /// Notes the requests of a run.
  func see(_ evidence: Evidence) {
    if events != nil { lines += EventLines.bytes(evidence) }
  }

  /// The result of a run as it is written.
  func document(_ result: RunResult) -> ResultDocument { ResultDocument(result, by: .current) }

  /// Writes a result and its report, with the command that repeats it.
  func keep(_ document: ResultDocument, repetition: String) throws(OutputError) {
    try folder?.write(ResultFile.bytes(document), to: ResultFile.name, in: document.scenario)
    if writesReports, let folder {
      try folder.write(ReportPage(document).bytes, to: ReportPage.fileName, in: document.scenario)
    }
    try history?.add(document, at: WallTime(seconds: Int64(time(nil))))
    reports.append(ReportedRun(document, repetition: repetition))
  }

  /// Notes that a scenario was left out.
  func skip(_ scenario: Scenario, _ arm: Arm, reason: String) {
    reports.append(ReportedRun(skipped: scenario, arm, reason: reason))
  }

  /// Writes what is about all runs.
  func finish() throws(OutputError) {
    try files.write(reports)
    try events?.write(lines)
  }
}
