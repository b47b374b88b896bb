/// What is shown of comparisons: a table for a terminal, and one in Markdown.
enum ComparisonReport {
  /// The lines for a terminal of that width.
  static func lines(_ comparisons: [ResultComparison], width: Int) -> [String] {
    comparisons.flatMap { comparison in
      var table = TextTable([
        .init(title: comparison.scenario), .init(title: "before", alignment: .right),
        .init(title: "after", alignment: .right), .init(title: "change", alignment: .right),
        .init(title: "95 % of the time", alignment: .right),
        .init(title: "chance", alignment: .right), .init(title: ""),
      ])
      for row in comparison.rows { table.add(cells(row)) }
      return table.lines(width: width) + comparison.notes.map { "  \($0)" } + [""]
    } + [closing(comparisons)]
  }

  /// The page for a pull request.
  static func markdown(_ comparisons: [ResultComparison]) -> String {
    let sections = comparisons.flatMap { comparison in
      let shown = comparison.rows.filter { $0.fails || $0.meaning != .same }
      let rows = shown.map { row in
        "| " + cells(row).map(MarkdownText.cell).joined(separator: " | ") + " |"
      }
      let table = [
        "| figure | before | after | change | 95 % of the time | chance | |",
        "|---|--:|--:|--:|--:|--:|---|",
      ]
      let rest = comparison.rows.count - shown.count
      let same = rest > 0 ? ["", "\(rest) figures are the same."] : []
      return ["", "#### \(MarkdownText.cell(comparison.scenario))", ""]
        + (rows.isEmpty ? [] : table + rows) + same
        + comparison.notes.map { "- \(MarkdownText.cell($0))" }
    }
    return (["### bmm-bench: \(closing(comparisons))"] + sections).joined(separator: "\n") + "\n"
  }

  /// The verdict in a sentence.
  static func closing(_ comparisons: [ResultComparison]) -> String {
    let worse = comparisons.filter(\.isWorse).map(\.scenario)
    let count = comparisons.count == 1 ? "1 scenario" : "\(comparisons.count) scenarios"
    return worse.isEmpty
      ? "\(count) compared, none is worse"
      : "\(worse.count) of \(count) worse: \(NearestName.listed(worse))"
  }

  private static func cells(_ row: ResultComparison.Row) -> [String] {
    let confidence = row.confidence
    let range = confidence?.range.map { "\(change($0.lowerBound)) to \(change($0.upperBound))" }
    let meaning = row.meaning == .same ? "" : row.meaning.rawValue
    return [
      row.name, row.before, row.after, row.change.map(change) ?? Format.missing,
      range ?? Format.missing,
      confidence.map { Format.percentage($0.chance) } ?? Format.missing,
      row.fails ? "\(meaning), fails" : meaning,
    ]
  }

  /// A change with its sign: `+4.2 %`.
  private static func change(_ share: Double) -> String {
    guard share != 0 else { return "0 %" }
    return (share < 0 ? "-" : "+") + Format.fixed(abs(share) * 100, decimals: 1) + " %"
  }
}
