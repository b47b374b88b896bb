/// The arithmetic of text tables: widths of columns, and cells made to fit them.
enum TextTableLayout {
  /// Characters between two columns.
  static let gap = 2
  /// Characters that a column keeps, however narrow the terminal is.
  static let columnWidthMin = 3

  /// Widths that fit a terminal: flexible columns give way first, the widest before the others.
  static func widths(
    of columns: [TextTable.Column], natural: [Int], fitting width: Int
  ) -> [Int] {
    var widths = natural
    let flexible = columns.indices.filter { columns[$0].overflow != .keep }
    let room = width - gap * (columns.count - 1)
    shrink(&widths, flexible, to: room, keeping: columnWidthMin)
    shrink(&widths, Array(columns.indices), to: room, keeping: columnWidthMin)
    return widths
  }

  /// The cell, cut with an ellipsis if it is too wide.
  static func cut(_ cell: String, to width: Int) -> String {
    let cell = VisibleText.line(cell)
    guard cell.unicodeScalars.count > width else { return cell }
    return prefix(cell, width - 1) + "…"
  }

  /// The cell in lines, broken at spaces; a word wider than the column is broken anywhere.
  static func wrap(_ cell: String, to width: Int) -> [String] {
    precondition(width > 0, "text cannot be wrapped to \(width) characters")
    var lines: [String] = []
    var line = ""
    for word in VisibleText.lines(cell).split(whereSeparator: \.isWhitespace) {
      let joined = line.isEmpty ? String(word) : "\(line) \(word)"
      if joined.unicodeScalars.count <= width {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = String(word)
      while line.unicodeScalars.count > width {
        let head = prefix(line, width)
        lines.append(head)
        line = String(line.unicodeScalars.dropFirst(width))
      }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  /// The cell with spaces up to a width.
  static func pad(_ cell: String, to width: Int, _ alignment: TextTable.Alignment) -> String {
    let spaces = String(repeating: " ", count: max(0, width - cell.unicodeScalars.count))
    return alignment == .left ? cell + spaces : spaces + cell
  }

  /// The line without the spaces at its end.
  static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func prefix(_ text: String, _ count: Int) -> String {
    String(text.unicodeScalars.prefix(count))
  }

  private static func shrink(
    _ widths: inout [Int], _ candidates: [Int], to room: Int, keeping least: Int
  ) {
    while widths.reduce(0, +) > room {
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
      guard widths[widest] > least else { return }
      widths[widest] -= 1
    }
  }
}
