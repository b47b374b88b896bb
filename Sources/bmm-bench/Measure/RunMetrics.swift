import World

/// The figures of a run, per metric and filter, computed from its evidence.
struct RunMetrics: MetricSource {
  private let evidence: Evidence
  private let invariants: [InvariantResult]

  /// The figures of a run and of its invariants.
  init(_ evidence: Evidence, _ invariants: [InvariantResult]) {
    self.evidence = evidence
    self.invariants = invariants
  }

  func histogram(_ metric: Metric, _ filters: [Filter]) -> Histogram {
    var histogram = Histogram()
    for record in evidence.records where passes(record, filters) {
      if metric == .itl {
        histogram.merge(record.gaps)
      } else if let value = value(metric, of: record) {
        histogram.record(max(0, value))
      }
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

  private func value(_ metric: Metric, of record: RequestRecord) -> Int64? {
    switch metric {
    case .ttft: record.firstToken.map { ($0 - record.planned).nanoseconds }
    case .e2e: record.ended.map { ($0 - record.planned).nanoseconds }
    case .gap: record.isEventStream ? record.longestSilence.nanoseconds : nil
    case .headroom: headroom(of: record)?.nanoseconds
    case .upstreamLag: upstreamLag(behind: record)?.nanoseconds
    case .outputTokens: sold(for: record)
    case .itl: nil
    }
  }

  /// What was left to the shortest cap of a proxy: of the longest silence for a stream, else of the
  /// whole time.
  private func headroom(of record: RequestRecord) -> Duration? {
    guard let cap = evidence.scenario.cap(for: record.route)?.time, let ended = record.ended else {
      return nil
    }
    return cap - (record.isEventStream ? record.longestSilence : ended - record.started)
  }

  /// Only of a user who left: whoever stays is told of the end after the provider.
  private func upstreamLag(behind record: RequestRecord) -> Duration? {
    guard record.outcome.isByUser else { return nil }
    let left = evidence.lastEnd(ofCallsFor: record.id)
    return evidence.calls(for: record.id).map { $0.ended - left }.max()
  }

  private func sold(for record: RequestRecord) -> Int64? {
    let calls = evidence.calls(for: record.id)
    return calls.isEmpty ? nil : Int64(evidence.tokensSold(for: record.id))
  }

  private func passes(_ record: RequestRecord, _ filters: [Filter]) -> Bool {
    filters.allSatisfy { filter in
      switch filter.key {
      case .outcome: record.outcome.name == filter.value
      case .plan: record.plan.rawValue == filter.value
      case .group: record.group == filter.value
      case .route: record.route.name == filter.value
      case .model: evidence.scenario.service.tiers[record.plan].model == filter.value
      case .readable: record.isReadableByBrowser == (filter.value == "yes")
      case .browser: record.browser.kind.rawValue == filter.value
      case .says: record.message.contains(filter.value)
      case .invariant: false
      }
    }
  }
}
