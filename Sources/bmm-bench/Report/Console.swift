import CLinux
import Glibc

/// The terminal, or whatever stands in its place; none of what it gets is a command to it but ours.
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

  /// Lines of a screen of results, 24 at least; nil where they go to a log or a pipe.
  var height: Int? {
    let lines = Int(bmm_terminal_height(STDOUT_FILENO))
    return lines > 0 ? max(24, lines) : nil
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

  private var hasColours: Bool {
    colours.allows(
      isTerminal: isatty(STDOUT_FILENO) == 1, noColor: Self.variable("NO_COLOR"),
      term: Self.variable("TERM"))
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// A line of results, for people and for pipes.
  func print(_ line: String) {
    write(result: VisibleText.line(line))
  }

  /// A line of results, in colours if there are any.
  func print(_ line: PaintedLine) {
    write(result: line.text(isPainted: hasColours))
  }

  /// Several lines of the program's own.
  func print(page: String) {
    write(result: VisibleText.lines(page))
  }

  /// JSON, for programs and for people who look on.
  func print(json: String) {
    write(result: VisibleText.json(json))
  }

  /// Progress and errors, some of which have several lines.
  func note(_ text: String) {
    write(VisibleText.lines(text) + "\n", to: STDERR_FILENO)
  }

  /// JSON beside the results.
  func note(json: String) {
    write(VisibleText.json(json) + "\n", to: STDERR_FILENO)
  }

  /// A line that the next one replaces; without a terminal it is not shown.
  func progress(_ line: String) {
    if isTerminal, !isQuiet { write("\r\u{1B}[K" + VisibleText.line(line), to: STDERR_FILENO) }
  }

  private func write(result text: String) {
    results.write(Array((text + "\n").utf8))
  }

  /// Nobody is left who could be told that this has failed.
  private func write(_ text: String, to descriptor: Int32) {
    _ = WholeWrite.write(Array(text.utf8), to: descriptor)
  }
}
