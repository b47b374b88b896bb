/// A line for the console, of which parts are painted where there are colours.
struct PaintedLine: Equatable, Sendable, ExpressibleByStringLiteral {
  /// What a part is painted for.
  enum Paint: Int, Sendable {
    case bold = 1
    case dim = 2
    case bad = 31
    case good = 32
    case warning = 33
  }

  private struct Part: Equatable {
    let text: String
    let paint: Paint?
  }

  private var parts: [Part]

  /// A line that is all one paint, or none.
  init(_ text: String, _ paint: Paint? = nil) {
    parts = [Part(text: text, paint: paint)]
  }

  init(stringLiteral value: String) {
    self.init(value)
  }

  /// Two pieces of a line, one behind the other.
  static func + (left: PaintedLine, right: PaintedLine) -> PaintedLine {
    var both = left
    both.parts += right.parts
    return both
  }

  /// What a terminal gets: no command to it stands there but our own paints.
  func text(isPainted: Bool) -> String {
    parts.map { part in
      let text = VisibleText.line(part.text)
      guard isPainted, let paint = part.paint else { return text }
      return "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m"
    }.joined()
  }
}
