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
      return table.lines(width: width) + checks(comparison, width: width)
        + comparison.notes.map { "  \($0)" } + [""]
    } + [closing(comparisons)]
  }

  /// The checks that failed before or after; nothing where all held in both.
  private static func checks(_ comparison: ResultComparison, width: Int) -> [String] {
    guard !comparison.checks.isEmpty else { return [] }
    var table = TextTable([
      .init(title: "check", overflow: .wrap), .init(title: "held before", alignment: .right),
      .init(title: "held after", alignment: .right), .init(title: "chance", alignment: .right),
      .init(title: ""),
    ])
    for row in comparison.checks { table.add(cells(row)) }
    return [""] + table.lines(width: width)
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
      let gap = rows.isEmpty ? [] : [""]
      let same = rest > 0 ? gap + ["\(rest) figures are the same."] : []
      return ["", "#### \(MarkdownText.cell(comparison.scenario))", ""]
        + checks(comparison) + (rows.isEmpty ? [] : table + rows) + same
        + comparison.notes.map { "- \(MarkdownText.cell($0))" }
    }
    return (["### bmm-bench: \(closing(comparisons))"] + sections).joined(separator: "\n") + "\n"
  }

  /// The checks that fail more or less often, and how many fail as often as before.
  private static func checks(_ comparison: ResultComparison) -> [String] {
    let rows = comparison.checks.filter { $0.meaning != .same }.map { row in
      "| " + cells(row).map(MarkdownText.cell).joined(separator: " | ") + " |"
    }
    let rest = comparison.checks.count - rows.count
    let words = rest == 1 ? "1 more check fails" : "\(rest) more checks fail"
    let same = rest > 0 ? ["\(words) as often as before.", ""] : []
    let table = ["| check | held before | held after | chance | |", "|---|--:|--:|--:|---|"]
    return (rows.isEmpty ? [] : table + rows + [""]) + same
  }

  /// The verdict in a sentence.
  static func closing(_ comparisons: [ResultComparison]) -> String {
    let worse = comparisons.filter(\.isWorse).map(\.scenario)
    let count = comparisons.count == 1 ? "1 scenario" : "\(comparisons.count) scenarios"
    return worse.isEmpty
      ? "\(count) compared, none is worse"
      : "\(worse.count) of \(count) worse: \(NearestName.listed(worse))"
  }

  private static func cells(_ row: CheckComparison.Row) -> [String] {
    [
      row.name, row.before?.text ?? Format.missing, row.after?.text ?? Format.missing,
      row.chance.map(Format.percentage) ?? Format.missing, words(row.meaning, fails: row.fails),
    ]
  }

  private static func words(_ meaning: ResultComparison.Meaning, fails: Bool) -> String {
    let word = meaning == .same ? "" : meaning.rawValue
    return fails ? "\(word), fails" : word
  }

  private static func cells(_ row: ResultComparison.Row) -> [String] {
    let confidence = row.confidence
    let range = confidence?.range.map { "\(change($0.lowerBound)) to \(change($0.upperBound))" }
    return [
      row.name, row.before, row.after, row.change.map(change) ?? Format.missing,
      range ?? Format.missing,
      confidence.map { Format.percentage($0.chance) } ?? Format.missing,
      words(row.meaning, fails: row.fails),
    ]
  }

  /// A change with its sign: `+4.2 %`.
  private static func change(_ share: Double) -> String {
    guard share != 0 else { return "0 %" }
    return (share < 0 ? "-" : "+") + Format.fixed(abs(share) * 100, decimals: 1) + " %"
  }
}
