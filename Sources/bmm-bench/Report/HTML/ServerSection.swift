import Wire

/// What the service had to carry over time.
enum ServerSection {
  private static let charts: [(key: String, title: String, unit: LineChart.Unit)] = [
    ("openConnections", "Open connections", .count("connections")),
    ("inFlight", "Requests in the service", .count("requests")),
    ("databaseQueue", "Waiting for the database", .count("statements")),
    ("databaseSeconds", "Time in the database, per sample", .seconds),
    ("residentBytes", "Resident memory", .bytes),
  ]

  static func make(_ document: ReportDocument) -> ReportSection? {
    let series = document.json["server"]?.list("series") ?? []
    guard series.count > 1 else { return nil }
    let end = series.last?.real("at") ?? 1
    let x = ChartAxis.seconds("scenario time", Scale(from: 0, to: end), about: 6)
    let drawn: [Markup] = charts.map { chart in
      let points = series.compactMap { sample -> LineChart.Point? in
        guard let at = sample.real("at"), let value = sample.real(chart.key) else { return nil }
        return (at, value)
      }
      return LineChart(
        title: chart.title, unit: chart.unit, lines: [.init(name: chart.title, points: points)]
      ).html(x)
    }
    return ReportSection(
      id: "server", title: "The service",
      body: "<div class=\"grid2\">\(drawn)</div>\(table(series))")
  }

  private static func table(_ series: [JSONValue]) -> Markup {
    var table = ReportTable(
      "The service over time",
      [.init(title: "measure")] + ["mean", "max", "last"].map { .init(title: $0, isFigure: true) })
    for chart in charts {
      let values = series.compactMap { $0.real(chart.key) }
      guard let most = values.max(), let last = values.last else { continue }
      let mean = values.reduce(0, +) / Double(values.count)
      table.add(["\(chart.title)"] + [mean, most, last].map { "\(text($0, chart.unit))" })
    }
    return table.html
  }

  private static func text(_ value: Double, _ unit: LineChart.Unit) -> String {
    switch unit {
    case .seconds: ReportFigure.seconds(value)
    case .bytes: Format.bytes(Int(value))
    case .count: Format.number(value)
    }
  }
}
