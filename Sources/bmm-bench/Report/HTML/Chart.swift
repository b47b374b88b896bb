/// A side of a chart: what it counts, and where values stand.
struct ChartAxis {
  /// What the values are, with their unit.
  let title: String
  let scale: Scale
  let ticks: [Double]
  /// What stands at a tick.
  let label: (Double) -> String

  /// An axis of times in seconds.
  static func seconds(_ title: String, _ scale: Scale, about count: Int = 6) -> ChartAxis {
    ChartAxis(
      title: title, scale: scale, ticks: scale.timeTicks(about: count), label: AxisLabel.seconds)
  }

  /// An axis of counts from zero.
  static func count(_ title: String, to most: Double) -> ChartAxis {
    let scale = Scale(from: 0, to: max(most, 1))
    return ChartAxis(
      title: title, scale: scale, ticks: scale.ticks(about: 4), label: AxisLabel.count)
  }
}

/// A chart: a static picture with labels that keep their size on every screen.
///
/// The picture is stretched to the room there is, and so are only lines and areas, whose strokes
/// keep their width. Texts are HTML beside it, placed by percentages.
struct Chart {
  /// A name in the legend, with the looks of its shapes.
  struct Entry {
    let name: String
    let look: ChartLook
  }

  let title: String
  /// What the chart says, for those who do not see it.
  let summary: String
  let x: ChartAxis
  let y: ChartAxis
  var legend: [Entry] = []
  /// A sentence below.
  var note: Markup = .none
  var isWide = false
  /// What the page's script looks at, such as `cdf`.
  var kind = ""
  /// The shapes, in the coordinates of the scales; `Chart.height` turns a y upside down.
  let shapes: Markup

  /// A position of the y scale as a coordinate of the picture, which grows downwards.
  static func height(_ position: Double) -> Double { Scale.length - position }

  /// The figure with its caption, axes and legend.
  var html: Markup {
    let box = "0 0 \(Int(Scale.length)) \(Int(Scale.length))"
    return """
      <figure class="chart\(isWide ? " wide" : "")" data-kind="\(kind)">
      <figcaption><h3>\(title)</h3>\(legendList)</figcaption>
      <div class="plot">
      <span class="ytitle">\(y.title)</span>
      <div class="ys" aria-hidden="true">\(labels(y, side: "bottom"))</div>
      <svg role="img" aria-label="\(title): \(summary)" viewBox="\(box)" \
      preserveAspectRatio="none" data-lower="\("\(x.scale.lower)")" \
      data-upper="\("\(x.scale.upper)")" data-scale="\(x.scale.kind.rawValue)">
      <path class="grid" d="\(grid)" />
      \(shapes)
      </svg>
      <div class="xs" aria-hidden="true">\(labels(x, side: "left"))</div>
      <span class="xtitle">\(x.title)</span>
      </div>
      \(note == .none ? .none : "<p class=\"note\">\(note)</p>")
      </figure>

      """
  }

  private var legendList: Markup {
    guard !legend.isEmpty else { return .none }
    return "<ul class=\"legend\">\(legend.map { "<li>\($0.look.swatch)\($0.name)</li>" })</ul>"
  }

  private var grid: Markup {
    let rows: [Markup] = y.ticks.map { "M0 \(Self.height(y.scale.position($0)))H1000" }
    let columns: [Markup] = x.ticks.map { "M\(x.scale.position($0)) 0V1000" }
    return "\(rows)\(columns)"
  }

  private func labels(_ axis: ChartAxis, side: Markup) -> [Markup] {
    axis.ticks.map { tick in
      let percent = axis.scale.position(tick) / Scale.length * 100
      return "<span style=\"\(side):\(percent)%\">\(axis.label(tick))</span>"
    }
  }
}
