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
        + (["requests", "good", "tokens", "cost"] + times).map {
          .init(title: $0, isFigure: true)
        })
    let currency = document.json["cost"]?.text("currency") ?? ""
    for rows in joined(document.rows) { table.add(cells(rows, currency)) }
    return ReportSection(
      id: "rows", title: "Group by group", body: "<div class=\"rows\">\(table.html)</div>")
  }

  /// A result tells more apart, such as routes and browsers' reports: those rows are one here.
  private static func joined(_ rows: [JSONValue]) -> [[JSONValue]] {
    var joined: [[JSONValue]] = []
    for row in rows {
      let place = joined.firstIndex { same in keys.allSatisfy { same[0][$0] == row[$0] } }
      if let place { joined[place].append(row) } else { joined.append([row]) }
    }
    return joined
  }

  private static func cells(_ rows: [JSONValue], _ currency: String) -> [Markup] {
    func sum(_ key: String) -> Double {
      rows.reduce(0) { $0 + ($1.real(key) ?? 0) }
    }
    var cells: [Markup] = keys.map { "\(ReportFigure.any(rows[0][$0]))" }
    cells += ["count", "goodput", "tokens"].map { "\(ReportFigure.count(Int(sum($0))))" }
    cells.append("\(ReportFigure.money(sum("cost"), currency))")
    for metric in ["ttft", "e2e"] {
      let values = BucketCounts(rows.compactMap { $0["metrics"]?[metric] })
      cells += [0.5, 0.95].map { "\(ReportFigure.seconds(values.quantile($0)))" }
    }
    return cells
  }
}
