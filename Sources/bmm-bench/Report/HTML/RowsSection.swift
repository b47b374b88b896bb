import Wire

/// Every combination of group, plan, model, stage and outcome that occurred.
enum RowsSection {
  private static let keys = ["group", "plan", "model", "stage", "outcome"]

  static func make(_ document: ReportDocument) -> ReportSection? {
    guard !document.rows.isEmpty else { return nil }
    let times = ["first token p50", "p95", "end to end p50", "p95"]
    var table = ReportTable(
      "Requests by group, plan, model, stage and outcome",
      keys.map { .init(title: $0) }
        + (["requests", "goodput", "tokens", "cost"] + times).map {
          .init(title: $0, isFigure: true)
        })
    for row in document.rows { table.add(cells(row)) }
    return ReportSection(
      id: "rows", title: "Group by group", body: "<div class=\"rows\">\(table.html)</div>")
  }

  private static func cells(_ row: JSONValue) -> [Markup] {
    var cells: [Markup] = keys.map { "\(ReportFigure.any(row[$0]))" }
    cells.append("\(ReportFigure.count(row.whole("count")))")
    cells += ["goodput", "tokens", "cost"].map { "\(ReportFigure.any(row[$0]))" }
    for metric in ["ttft", "e2e"] {
      let values = BucketCounts([row["metrics"]?[metric]].compactMap(\.self))
      cells += [0.5, 0.95].map { "\(ReportFigure.seconds(values.quantile($0)))" }
    }
    return cells
  }
}
