/// Which share of requests had to wait at most how long: one line per name.
///
/// Unlike a table of percentiles it hides nothing, and unlike bars it needs no choice of widths.
struct DistributionChart {
  /// A name, its looks and its values.
  struct Line {
    let name: String
    let look: ChartLook
    let values: BucketCounts
  }

  let title: String
  let lines: [Line]

  /// Shares that people ask for.
  private static let shares = [0, 0.25, 0.5, 0.75, 0.9, 1]

  /// The chart; nothing without values.
  var html: Markup {
    let steps = lines.flatMap(\.values.steps).map(\.value)
    guard let low = steps.min(), let high = steps.max() else { return .none }
    let x = ChartAxis.seconds("", Scale(fitting: low, high), about: 5)
    let y = ChartAxis(
      title: "share", scale: Scale(from: 0, to: 1), ticks: Self.shares, label: AxisLabel.percent)
    let medians = lines.map { line in
      "\(line.name) \(ReportFigure.seconds(line.values.quantile(0.5)))"
    }
    return Chart(
      title: title, summary: "medians: " + medians.joined(separator: ", "), x: x, y: y,
      legend: lines.count > 1 ? lines.map { .init(name: $0.name, look: $0.look) } : [],
      kind: "cdf", shapes: "\(lines.map { path($0, x, y) })"
    ).html
  }

  private func path(_ line: Line, _ x: ChartAxis, _ y: ChartAxis) -> Markup {
    let total = Double(max(line.values.count, 1))
    var passed = 0
    var path: Markup = "M0 1000"
    var last = -1.0
    for step in line.values.steps {
      passed += step.count
      let place = x.scale.position(step.value)
      // Two steps within a tenth of a pixel are one to the eye.
      let isNear = place - last < 0.5 && passed < Int(total)
      if isNear { continue }
      path += "H\(place)V\(Chart.height(y.scale.position(Double(passed) / total)))"
      last = place
    }
    let name = line.name
    return "<path class=\"\(line.look.line)\" data-name=\"\(name)\" d=\"\(path)H1000\" />\n"
  }
}
