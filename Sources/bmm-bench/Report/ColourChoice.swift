/// When lines of results have colours.
enum ColourChoice: String, CaseIterable, Sendable {
  /// On a terminal that has them, unless the user wants none anywhere.
  case auto
  case always
  case never

  /// Whether there are to be colours; `NO_COLOR` counts when it holds anything (no-color.org).
  func allows(isTerminal: Bool, noColor: String?, term: String?) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: isTerminal && (noColor ?? "").isEmpty && term != "dumb"
    }
  }
}
