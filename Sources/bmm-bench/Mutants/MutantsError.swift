import Service

/// Why the bugs could not be looked for.
enum MutantsError: Error, CustomStringConvertible {
  /// The scenario fails without any bug.
  case unsound(RunResult)
  /// No scenario says that it catches anything.
  case nothingToCatch(paths: [String])
  /// There is no such bug.
  case unknown(name: String)

  var description: String {
    switch self {
    case .unsound(let result):
      (["the service without bugs fails, so that a failure shows nothing:"]
        + RunSummary.problems(of: result).map(VisibleText.line)).joined(separator: "\n")
    case .nothingToCatch(let paths):
      "no scenario of \(paths.joined(separator: ", ")) says what it catches: give one a key "
        + "\"catches\" with names of bugs"
    case .unknown(let name):
      "there is no bug \"\(name)\""
        + NearestName.hint(for: name, among: KnownBugs.all.map(\.name), listedAs: "known")
    }
  }
}
