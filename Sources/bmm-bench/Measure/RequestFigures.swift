import EdgeSim
import World

/// The value of each metric for one request, from what all roles saw of it.
struct RequestFigures {
  private let evidence: Evidence

  init(_ evidence: Evidence) {
    self.evidence = evidence
  }

  /// Counts the request's values of a metric: one, none, or one for each of its tokens.
  func record(_ metric: Metric, of record: RequestRecord, into values: inout Histogram) {
    if metric == .itl {
      values.merge(record.gaps)
    } else if let value = value(metric, of: record) {
      values.record(max(0, value))
    }
  }

  /// The model that its plan has.
  func model(of record: RequestRecord) -> String {
    evidence.scenario.service.tiers[record.plan].model
  }

  /// What was left to the shortest cap of a proxy; zero for a request that reached it.
  func headroom(of record: RequestRecord) -> Duration? {
    evidence.scenario.headroom(of: record).map { max(.zero, $0) }
  }

  /// Whether it got a spec and met each objective of its group that means something for it.
  func isGood(_ record: RequestRecord) -> Bool {
    guard record.outcome == .spec else { return false }
    let objectives = evidence.scenario.objectives(of: record.group)
    let bounds = [(Metric.ttft, objectives.ttft), (.tpot, objectives.tpot), (.e2e, objectives.e2e)]
    return bounds.allSatisfy { metric, bound in
      guard let bound, let value = value(metric, of: record) else { return true }
      return value <= bound.nanoseconds
    }
  }

  private func value(_ metric: Metric, of record: RequestRecord) -> Int64? {
    switch metric {
    case .ttft: record.firstToken.map { ($0 - record.planned).nanoseconds }
    case .tpot: timePerToken(of: record)
    case .e2e: record.ended.map { ($0 - record.planned).nanoseconds }
    case .gap: record.isEventStream ? record.longestSilence.nanoseconds : nil
    case .headroom: headroom(of: record)?.nanoseconds
    case .upstreamLag: upstreamLag(behind: record)?.nanoseconds
    case .outputTokens: sold(for: record)
    case .cost: evidence.calls(for: record.id).isEmpty ? nil : evidence.cost(for: record.id)
    case .bytes: record.status == nil ? nil : Int64(record.bytes)
    case .itl: nil
    }
  }

  private func timePerToken(of record: RequestRecord) -> Int64? {
    guard let first = record.firstToken, let ended = record.ended, record.tokens > 1 else {
      return nil
    }
    return (ended - first).nanoseconds / Int64(record.tokens - 1)
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
}
