import Wire

/// Ends of requests per window of time, stacked by outcome, and below it the waits of each window.
enum OutcomesOverTime {
  static func html(_ document: ReportDocument) -> Markup {
    let windows = document.json["series"]?.list("windows") ?? []
    guard windows.count > 1 else { return .none }
    let span = document.json["series"]?.real("windowSeconds") ?? 1
    let end = (windows.last?.real("start") ?? 0) + span
    let x = ChartAxis.seconds("scenario time", Scale(from: 0, to: end), about: 8)
    return """
      \(stack(document, windows, span, x).html)\(waits(windows, span, x))\
      \(figures(windows, span))
      """
  }

  private static func stack(
    _ document: ReportDocument, _ windows: [JSONValue], _ span: Double, _ x: ChartAxis
  ) -> Chart {
    let names = document.outcomes.map(\.name)
    let totals = windows.map { window in
      window.members("outcomes").reduce(0) { $0 + ($1.value.intValue ?? 0) }
    }
    let y = ChartAxis.count("ended per \(AxisLabel.seconds(span))", to: Double(totals.max() ?? 0))
    let shown = names.prefix(ChartLook.colours)
    var floors = windows.map { _ in 0 }
    var shapes = Markup.none
    for name in shown {
      let counts = windows.map { $0["outcomes"]?[name]?.intValue ?? 0 }
      shapes += area(counts, on: floors, windows, span, x, y, document.looks[name])
      for index in floors.indices { floors[index] += counts[index] }
    }
    let rest = zip(totals, floors).map { $0 - $1 }
    shapes += area(rest, on: floors, windows, span, x, y, .grey)
    var legend = shown.map { Chart.Entry(name: $0, look: document.looks[$0]) }
    if names.count > shown.count { legend.append(.init(name: "others", look: .grey)) }
    return Chart(
      title: "Outcomes over time",
      summary: "\(windows.count) windows of \(AxisLabel.seconds(span)); the table below has them",
      x: x, y: y, legend: legend, isWide: true, kind: "windows",
      shapes: shapes + hovers(windows, span, x))
  }

  /// One path for all windows of an outcome: few elements open fast.
  private static func area(
    _ counts: [Int], on floors: [Int], _ windows: [JSONValue], _ span: Double, _ x: ChartAxis,
    _ y: ChartAxis, _ look: ChartLook
  ) -> Markup {
    var path = Markup.none
    for (index, count) in counts.enumerated() where count > 0 {
      let (left, right) = edges(windows[index], span, x)
      let bottom = Chart.height(y.scale.position(Double(floors[index])))
      let top = Chart.height(y.scale.position(Double(floors[index] + count)))
      path += "M\(left) \(bottom)V\(top)H\(right)V\(bottom)Z"
    }
    return path == .none ? .none : "<path class=\"\(look.area)\" d=\"\(path)\" />\n"
  }

  private static func edges(
    _ window: JSONValue, _ span: Double, _ x: ChartAxis
  ) -> (Double, Double) {
    let start = window.real("start") ?? 0
    return (x.scale.position(start), x.scale.position(start + span))
  }

  /// What the browser itself shows over a window, without any script.
  private static func hovers(
    _ windows: [JSONValue], _ span: Double, _ x: ChartAxis
  ) -> Markup {
    let hovers: [Markup] = windows.map { window in
      let (left, right) = edges(window, span, x)
      return """
        <rect class="hover" x="\(left)" y="0" width="\(right - left)" height="1000">\
        <title>\(sentence(window))</title></rect>

        """
    }
    return "\(hovers)"
  }

  private static func sentence(_ window: JSONValue) -> String {
    let start = ReportFigure.seconds(window.real("start"))
    let outcomes = window.members("outcomes").map { "\(ReportFigure.any($0.value)) × \($0.key)" }
    return "from \(start): \(window.whole("started")) started, \(window.whole("ended")) ended, "
      + "\(window.whole("inFlight")) in flight\n" + outcomes.joined(separator: "\n")
  }

  /// Lines of what is in flight, and of the p95 of first tokens and of whole requests.
  private static func waits(
    _ windows: [JSONValue], _ span: Double, _ x: ChartAxis
  ) -> Markup {
    let middle = windows.map { ($0.real("start") ?? 0) + span / 2 }
    func points(_ value: (JSONValue) -> Double?) -> [LineChart.Point] {
      zip(middle, windows).compactMap { at, window in value(window).map { (at, $0) } }
    }
    let ttft = points { $0["ttft"]?.real("p95") }
    let e2e = points { $0["e2e"]?.real("p95") }
    let charts = [
      LineChart(
        title: "In flight", unit: .count("requests"),
        lines: [.init(name: "in flight", points: points { $0.real("inFlight") })]),
      LineChart(
        title: "Waits over time, p95", unit: .seconds,
        lines: [.init(name: "end to end", points: e2e), .init(name: "first token", points: ttft)]),
    ]
    return "<div class=\"grid2\">\(charts.map { $0.html(x) })</div>"
  }

  private static func figures(_ windows: [JSONValue], _ span: Double) -> Markup {
    var table = ReportTable(
      "Windows of \(AxisLabel.seconds(span))",
      [
        .init(title: "from", isFigure: true), .init(title: "started", isFigure: true),
        .init(title: "ended", isFigure: true), .init(title: "in flight", isFigure: true),
        .init(title: "first token p95", isFigure: true),
        .init(title: "end to end p95", isFigure: true), .init(title: "outcomes"),
      ])
    for window in windows {
      table.add([
        "\(ReportFigure.seconds(window.real("start")))", "\(window.whole("started"))",
        "\(window.whole("ended"))", "\(window.whole("inFlight"))",
        "\(ReportFigure.seconds(window["ttft"]?.real("p95")))",
        "\(ReportFigure.seconds(window["e2e"]?.real("p95")))",
        "\(ReportFigure.any(window["outcomes"]))",
      ])
    }
    return
      "<details class=\"more\"><summary>All windows as a table</summary>\(table.html)</details>"
  }
}
