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

/// Paints words for a terminal, or leaves them as they are.
struct Brush: Sendable {
  /// What a word is painted for.
  enum Paint: Int, Sendable {
    case bold = 1
    case dim = 2
    case bad = 31
    case good = 32
    case warning = 33
  }

  let isOn: Bool

  /// The text in that paint.
  func callAsFunction(_ text: String, _ paint: Paint) -> String {
    isOn ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}
