/// The figures of a run, per metric and filter, computed from its evidence.
struct RunMetrics: MetricSource {
  private let evidence: Evidence
  private let figures: RequestFigures
  private let invariants: [InvariantResult]

  /// The figures of a run and of its invariants.
  init(_ evidence: Evidence, _ invariants: [InvariantResult]) {
    self.evidence = evidence
    figures = RequestFigures(evidence)
    self.invariants = invariants
  }

  func histogram(_ metric: Metric, _ filters: [Filter]) -> Histogram {
    var histogram = Histogram()
    for record in evidence.records where passes(record, filters) {
      figures.record(metric, of: record, into: &histogram)
    }
    return histogram
  }

  func count(_ filters: [Filter]) -> Int {
    evidence.records.count { passes($0, filters) }
  }

  func violations(_ filters: [Filter]) -> Int {
    let wanted = filters.filter { $0.key == .invariant }.map(\.value)
    return invariants.filter { wanted.isEmpty || wanted.contains($0.name.rawValue) }
      .reduce(0) { $0 + $1.violations }
  }

  private func passes(_ record: RequestRecord, _ filters: [Filter]) -> Bool {
    filters.allSatisfy { filter in
      switch filter.key {
      case .outcome: record.outcome.name == filter.value
      case .plan: record.plan.rawValue == filter.value
      case .group: record.group == filter.value
      case .route: record.route.rawValue == filter.value
      case .model: figures.model(of: record) == filter.value
      case .readable: record.isReadableByBrowser == (filter.value == "yes")
      case .browser: record.browser.kind.rawValue == filter.value
      case .says: record.message.contains(filter.value)
      case .invariant: false
      }
    }
  }
}
