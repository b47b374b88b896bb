import CLinux
import Glibc

/// The terminal, or whatever stands in its place.
struct Console: Sendable {
  /// Whether lines of results may be coloured.
  var colours = ColourChoice.auto
  /// Whether nothing is to be said of progress.
  var isQuiet = false
  private let results = ResultStream()

  /// Why results did not arrive, in words; nil if they did, or if their reader has left.
  var failure: String? { results.failure }

  /// Columns for tables: the terminal's, else what a log or a pipe shows well.
  var width: Int {
    let columns = Int(bmm_terminal_width(STDOUT_FILENO))
    return columns > 0 ? max(60, columns) : 120
  }

  /// Columns of the line that shows progress.
  var progressWidth: Int {
    let columns = Int(bmm_terminal_width(STDERR_FILENO))
    return columns > 0 ? columns : 80
  }

  /// Whether somebody watches, on a terminal that can replace a line.
  var isTerminal: Bool {
    isatty(STDERR_FILENO) == 1 && Self.variable("TERM") != "dumb"
  }

  /// The brush for results.
  var brush: Brush {
    let allowed = colours.allows(
      isTerminal: isatty(STDOUT_FILENO) == 1, noColor: Self.variable("NO_COLOR"),
      term: Self.variable("TERM"))
    return Brush(isOn: allowed)
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Results, for people and for pipes.
  func print(_ line: String) {
    results.write(Array((line + "\n").utf8))
  }

  /// Progress and errors.
  func note(_ line: String) {
    write(line + "\n", to: STDERR_FILENO)
  }

  /// A line that the next one replaces; without a terminal it is not shown.
  func progress(_ line: String) {
    if isTerminal, !isQuiet { write("\r\u{1B}[K" + line, to: STDERR_FILENO) }
  }

  /// Nobody is left who could be told that this has failed.
  private func write(_ text: String, to descriptor: Int32) {
    _ = WholeWrite.write(Array(text.utf8), to: descriptor)
  }
}
