/// A chart of lines over time.
struct LineChart {
  /// An instant in seconds and a value.
  typealias Point = (at: Double, value: Double)

  /// A name and its points, in the order of time.
  struct Line {
    let name: String
    let points: [Point]
  }

  /// What the values count.
  enum Unit {
    case seconds
    case bytes
    case count(String)
  }

  let title: String
  let unit: Unit
  let lines: [Line]

  /// The chart over an axis of time; nothing where no line has a point.
  func html(_ x: ChartAxis) -> Markup {
    let values = lines.flatMap(\.points).map(\.value)
    guard let most = values.max() else { return .none }
    let axis = axis(to: most)
    let shapes: [Markup] = lines.enumerated().map { number, line in
      path(line.points, x, axis, ChartLook.number(number))
    }
    let legend = lines.enumerated().map {
      Chart.Entry(name: $1.name, look: ChartLook.number($0))
    }
    return Chart(
      title: title, summary: "at most \(axis.label(most))", x: x, y: axis,
      legend: lines.count > 1 ? legend : [], kind: "lines", shapes: "\(shapes)"
    ).html
  }

  private func axis(to most: Double) -> ChartAxis {
    let scale = Scale(from: 0, to: most)
    switch unit {
    case .seconds: return .seconds("", scale, about: 4)
    case .bytes:
      return ChartAxis(
        title: "", scale: scale, ticks: scale.ticks(about: 4), label: AxisLabel.bytes)
    case .count(let what): return .count(what, to: most)
    }
  }

  private func path(
    _ points: [Point], _ x: ChartAxis, _ y: ChartAxis, _ look: ChartLook
  ) -> Markup {
    let places: [Markup] = points.enumerated().map { index, point in
      let height = Chart.height(y.scale.position(point.value))
      return "\(index == 0 ? "M" : "L")\(x.scale.position(point.at)) \(height)"
    }
    return places.isEmpty ? .none : "<path class=\"\(look.line)\" d=\"\(places)\" />\n"
  }
}
