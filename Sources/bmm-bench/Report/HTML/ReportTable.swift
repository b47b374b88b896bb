/// A table of the report: a caption for those who jump from table to table, and headed columns.
struct ReportTable {
  /// A heading, and whether its cells are figures that line up at the right.
  struct Column {
    let title: String
    var isFigure = false
  }

  let caption: String
  let columns: [Column]
  private var rows: [Markup] = []

  init(_ caption: String, _ columns: [Column]) {
    self.caption = caption
    self.columns = columns
  }

  /// Whether it has no row.
  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; its first cell is the row's heading.
  mutating func add(_ cells: [Markup], look: Markup = .none) {
    let parts: [Markup] = cells.enumerated().map { index, cell in
      let figure: Markup = columns[index].isFigure ? " class=\"n\"" : .none
      return index == 0
        ? "<th scope=\"row\"\(figure)>\(cell)</th>" : "<td\(figure)>\(cell)</td>"
    }
    rows.append("<tr\(look == .none ? .none : " class=\"\(look)\"")>\(parts)</tr>\n")
  }

  /// The table, in a box that scrolls by itself where the screen is too narrow.
  var html: Markup {
    let headings: [Markup] = columns.map { column in
      "<th scope=\"col\"\(column.isFigure ? " class=\"n\"" : .none)>\(column.title)</th>"
    }
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="\(caption)"><table>
      <caption>\(caption)</caption>
      <thead><tr>\(headings)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }
}
