/// A table in plain text that fits a terminal: aligned columns, long cells cut or wrapped.
///
/// Width is counted in Unicode scalars; the reports use no wide or combining characters.
struct TextTable {
  /// The side at which the cells of a column line up.
  enum Alignment: Equatable, Sendable {
    case left
    case right
  }

  /// What happens to a cell that is wider than the terminal leaves room for.
  enum Overflow: Equatable, Sendable {
    /// It keeps its width as long as other columns can give way; figures do.
    case keep
    /// It is cut and ends with an ellipsis.
    case ellipsis
    /// It goes on in further lines.
    case wrap
  }

  /// How a column looks.
  struct Column: Equatable, Sendable {
    /// The heading; a table whose headings are all empty has no heading line.
    let title: String
    /// The side at which the cells line up.
    var alignment: Alignment = .left
    /// What happens to cells that are too wide.
    var overflow: Overflow = .keep
  }

  /// The columns, from left to right.
  let columns: [Column]
  private var rows: [[String]] = []

  /// A table without rows; there must be a column.
  init(_ columns: [Column]) {
    precondition(!columns.isEmpty, "a table needs a column")
    self.columns = columns
  }

  /// Adds a row with one cell per column; widths are those of what is seen.
  mutating func add(_ cells: [String]) {
    precondition(
      cells.count == columns.count, "\(cells.count) cells for \(columns.count) columns")
    rows.append(cells.map(VisibleText.lines))
  }

  /// The lines of the table, without space at their ends and none wider than `width`.
  ///
  /// Each column needs three characters, and two separate it from the next; below that the lines
  /// are as narrow as they can be.
  func lines(width: Int) -> [String] {
    let widths = TextTableLayout.widths(of: columns, natural: naturalWidths, fitting: width)
    var lines: [String] = []
    if columns.contains(where: { !$0.title.isEmpty }) {
      lines += self.lines(of: columns.map(\.title), widths)
      lines.append(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "))
    }
    return rows.reduce(into: lines) { $0 += self.lines(of: $1, widths) }
  }

  private var naturalWidths: [Int] {
    columns.indices.map { index in
      rows.reduce(columns[index].title.unicodeScalars.count) { widest, row in
        max(widest, row[index].unicodeScalars.count)
      }
    }
  }

  private func lines(of cells: [String], _ widths: [Int]) -> [String] {
    let parts = cells.indices.map { index in
      columns[index].overflow == .wrap
        ? TextTableLayout.wrap(cells[index], to: widths[index])
        : [TextTableLayout.cut(cells[index], to: widths[index])]
    }
    let height = parts.map(\.count).max() ?? 1
    return (0..<height).map { line in
      let padded = columns.indices.map { index in
        let part = line < parts[index].count ? parts[index][line] : ""
        return TextTableLayout.pad(part, to: widths[index], columns[index].alignment)
      }
      return TextTableLayout.trimmed(padded.joined(separator: "  "))
    }
  }
}
