/// The figures of a result that was read back, from its rows.
struct DocumentFigures: MetricSource {
  private let rows: [ResultDocument.Row]
  private let invariants: [ResultDocument.Invariant]
  private let goodput: ResultDocument.Goodput

  /// The figures of a result.
  init(_ document: ResultDocument) {
    rows = document.rows
    invariants = document.invariants
    goodput = document.goodput
  }

  /// Whether rows can tell apart what a filter asks for.
  static func knows(_ filter: Filter) -> Bool { filter.key != .says && filter.key != .good }

  func histogram(_ metric: Metric, _ filters: [Filter]) -> Histogram {
    var histogram = Histogram()
    for row in rows where passes(row, filters) {
      for figures in row.metrics where figures.name == metric.rawValue {
        histogram.merge(figures.values)
      }
    }
    return histogram
  }

  func count(_ filters: [Filter]) -> Int {
    if filters == [Filter(key: .good, value: "yes")] { return goodput.requests }
    return rows.reduce(0) { $0 + (passes($1, filters) ? $1.count : 0) }
  }

  /// Rows have no instants; only the time of all requests is kept.
  func time(of filters: [Filter]) -> Duration? {
    filters.isEmpty ? goodput.to - goodput.from : nil
  }

  /// Rows have no instants, so that nothing is asked of them in windows.
  func eachWindow(
    of length: Duration, among filters: [Filter], _ look: (Duration, Int, DocumentFigures) -> Void
  ) {}

  func violations(_ filters: [Filter]) -> Int {
    let wanted = filters.filter { $0.key == .invariant }.map(\.value)
    return invariants.filter { wanted.isEmpty || wanted.contains($0.name) }
      .reduce(0) { $0 + $1.violations }
  }

  private func passes(_ row: ResultDocument.Row, _ filters: [Filter]) -> Bool {
    // A warm-up counts where somebody asks for it by its name.
    guard row.isMeasured || filters.contains(where: { $0.key == .stage }) else { return false }
    return filters.allSatisfy { filter in
      switch filter.key {
      case .outcome: row.outcome == filter.value
      case .plan: row.plan == filter.value
      case .group: row.group == filter.value
      case .route: row.route == filter.value
      case .model: row.model == filter.value
      case .readable: row.isReadable == (filter.value == "yes")
      case .browser: row.browser == filter.value
      case .stage: row.stage == filter.value
      case .invariant, .says, .good: false
      }
    }
  }
}
