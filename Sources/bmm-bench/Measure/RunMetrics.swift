import World

/// The figures of a run, per metric and filter, computed from its evidence.
struct RunMetrics: MetricSource {
  private let evidence: Evidence
  private let figures: RequestFigures
  private let invariants: [InvariantResult]
  /// The requests that count.
  let records: ArraySlice<RequestRecord>

  /// The figures of a run and of its invariants.
  init(_ evidence: Evidence, _ invariants: [InvariantResult]) {
    self.init(evidence, invariants, records: evidence.records[...])
  }

  private init(
    _ evidence: Evidence, _ invariants: [InvariantResult], records: ArraySlice<RequestRecord>
  ) {
    self.evidence = evidence
    figures = RequestFigures(evidence)
    self.invariants = invariants
    self.records = records
  }

  /// The figures of some requests of the run.
  func of(_ records: ArraySlice<RequestRecord>) -> RunMetrics {
    RunMetrics(evidence, invariants, records: records)
  }

  func histogram(_ metric: Metric, _ filters: [Filter]) -> Histogram {
    var histogram = Histogram()
    for record in records where passes(record, filters) {
      figures.record(metric, of: record, into: &histogram)
    }
    return histogram
  }

  func count(_ filters: [Filter]) -> Int {
    records.count { passes($0, filters) }
  }

  func time(of filters: [Filter]) -> Duration? {
    let requests = records.filter { passes($0, filters) }
    guard let first = requests.map(\.planned).min(), let last = requests.compactMap(\.ended).max()
    else { return nil }
    return last - first
  }

  func violations(_ filters: [Filter]) -> Int {
    let wanted = filters.filter { $0.key == .invariant }.map(\.value)
    return invariants.filter { wanted.isEmpty || wanted.contains($0.name.rawValue) }
      .reduce(0) { $0 + $1.violations }
  }

  /// Whether a record counts as far as its stage decides.
  func isInStage(_ record: RequestRecord, _ filters: [Filter]) -> Bool {
    var isAskedFor = false
    for filter in filters where filter.key == .stage {
      guard record.stage == filter.value else { return false }
      isAskedFor = true
    }
    // A warm-up counts where somebody asks for it by its name.
    return record.isMeasured || isAskedFor
  }

  private func passes(_ record: RequestRecord, _ filters: [Filter]) -> Bool {
    guard isInStage(record, filters) else { return false }
    return filters.allSatisfy { filter in
      switch filter.key {
      case .outcome: record.outcome.name == filter.value
      case .plan: record.plan.rawValue == filter.value
      case .group: record.group == filter.value
      case .stage: record.stage == filter.value
      case .route: record.route.rawValue == filter.value
      case .model: figures.model(of: record) == filter.value
      case .readable: record.isReadableByBrowser == (filter.value == "yes")
      case .browser: record.browser.kind.rawValue == filter.value
      case .good: figures.isGood(record) == (filter.value == "yes")
      case .says: record.message.contains(filter.value)
      case .invariant: false
      }
    }
  }
}
