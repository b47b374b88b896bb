import Wire

/// How much was left to the edge's read time-out: the distance to the next incident.
enum HeadroomSection {
  private static let bins = 40

  static func make(_ document: ReportDocument) -> ReportSection? {
    guard let metric = document.metric("headroom") else { return nil }
    let values = BucketCounts([metric])
    guard let most = values.steps.last?.value else { return nil }
    let cap = document.caps.compactMap { $0.real("seconds") }.max() ?? most
    return ReportSection(
      id: "headroom", title: "Headroom",
      body: "\(chart(values, max(cap, most), document).html)\(table(values))")
  }

  /// The edge's time-outs in words.
  static func capText(_ document: ReportDocument) -> String {
    var texts: [String] = []
    for cap in document.caps {
      let jitter = cap.real("jitterSeconds") ?? 0
      let spread = jitter > 0 ? " ± \(AxisLabel.seconds(jitter))" : ""
      let text = AxisLabel.seconds(cap.real("seconds") ?? 0) + spread
      if !texts.contains(text) { texts.append(text) }
    }
    return texts.isEmpty ? "to the edge's cap" : "of " + texts.joined(separator: ", ")
  }

  private static func chart(
    _ values: BucketCounts, _ most: Double, _ document: ReportDocument
  ) -> Chart {
    let x = ChartAxis.seconds("left to the cap", Scale(from: 0, to: most), about: 8)
    let counts = values.binned(from: 0, to: most, into: bins)
    let y = ChartAxis.count("requests", to: Double(counts.max() ?? 0))
    let reached = values.steps.filter { $0.value <= 0 }.reduce(0) { $0 + $1.count }
    let width = Scale.length / Double(bins)
    let bars: [Markup] = counts.enumerated().filter { $1 > 0 }.map { bin, count in
      let height = y.scale.position(Double(count))
      let (from, to) = (most / Double(bins) * Double(bin), most / Double(bins) * Double(bin + 1))
      let title =
        "\(count) requests had \(AxisLabel.seconds(from)) to \(AxisLabel.seconds(to)) left"
      return """
        <rect class="area c\(bin == 0 && reached > 0 ? 1 : 0)" x="\(Double(bin) * width + 1)" \
        y="\(Chart.height(height))" width="\(width - 2)" height="\(height)">\
        <title>\(title)</title></rect>

        """
    }
    let note: Markup =
      reached > 0
      ? "<b>\(ReportFigure.count(reached)) requests reached the cap.</b> "
      : "No request reached the cap. "
    return Chart(
      title: "Time left to the edge's cap \(capText(document))",
      summary: "the least is \(ReportFigure.seconds(values.steps.first?.value))", x: x, y: y,
      note: "\(note)The line at the left is the cap: the edge ends what is silent for so long.",
      isWide: true, shapes: "\(bars)<path class=\"cap\" d=\"M0 0V1000\" />")
  }

  /// The small values are those that matter.
  private static func table(_ values: BucketCounts) -> Markup {
    let shares: [(String, Double)] = [
      ("least", 0), ("p1", 0.01), ("p5", 0.05), ("p10", 0.1), ("p50", 0.5), ("most", 1),
    ]
    var table = ReportTable(
      "Left to the cap",
      [.init(title: "")] + shares.map { .init(title: $0.0, isFigure: true) })
    table.add(
      ["headroom"] + shares.map { "\(ReportFigure.seconds(values.quantile($0.1)))" })
    return table.html
  }
}
