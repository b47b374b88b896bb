import Wire

/// All metrics as a table, and the waits as distributions by outcome and by group.
enum LatencySection {
  private static let titles = [
    ("ttft", "Time to first token"), ("e2e", "End to end"), ("itl", "Between two tokens"),
    ("tpot", "Time per output token"),
  ]

  static func make(_ document: ReportDocument) -> ReportSection? {
    guard !document.metrics.isEmpty else { return nil }
    let drawn = titles.flatMap { charts(document, $0.0, $0.1) }
    return ReportSection(
      id: "latency", title: "Latency",
      body: """
        \(table(document))<div class="grid2">\(drawn)\(SampleSection.scatter(document))</div>
        """)
  }

  private static func table(_ document: ReportDocument) -> Markup {
    let figures = ["min", "p50", "p90", "p95", "p99", "max", "mean"]
    var table = ReportTable(
      "Metrics over all requests, from the planned start",
      [.init(title: "metric"), .init(title: "values", isFigure: true)]
        + figures.map { .init(title: $0, isFigure: true) })
    for metric in document.metrics {
      let unit = metric.value.text("unit")
      table.add(
        ["\(metric.key)", "\(ReportFigure.count(metric.value.whole("count")))"]
          + figures.map { "\(ReportFigure.value(metric.value.real($0), unit: unit))" })
    }
    return table.html
  }

  private static func charts(
    _ document: ReportDocument, _ name: String, _ title: String
  ) -> [Markup] {
    guard let whole = document.metric(name) else { return [] }
    let all = BucketCounts([whole])
    guard all.count > 0 else { return [] }
    let byOutcome = lines(document, name, by: "outcome")
    let byGroup = lines(document, name, by: "group")
    var charts: [Markup] = []
    if byOutcome.count > 1 {
      charts.append(DistributionChart(title: "\(title), by outcome", lines: byOutcome).html)
    }
    if byGroup.count > 1 {
      charts.append(DistributionChart(title: "\(title), by group", lines: byGroup).html)
    }
    guard charts.isEmpty else { return charts }
    let line = DistributionChart.Line(name: "all", look: .number(0), values: all)
    return [DistributionChart(title: title, lines: [line]).html]
  }

  /// The values of a metric, apart by a column of the rows; the names with most values first.
  private static func lines(
    _ document: ReportDocument, _ metric: String, by column: String
  ) -> [DistributionChart.Line] {
    var names: [String] = []
    for row in document.rows where !names.contains(row.text(column)) {
      names.append(row.text(column))
    }
    let counts = names.map { name in
      (
        name,
        BucketCounts(
          document.rows.filter { $0.text(column) == name }.compactMap { $0["metrics"]?[metric] })
      )
    }.filter { $0.1.count > 0 }
    let most = counts.sorted { ($1.1.count, $0.0) < ($0.1.count, $1.0) }.prefix(ChartLook.colours)
    return most.enumerated().map { number, line in
      let look = column == "outcome" ? document.looks[line.0] : ChartLook.number(number)
      return DistributionChart.Line(name: line.0, look: look, values: line.1)
    }
  }
}
