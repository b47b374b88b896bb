import EdgeSim
import Service
import World

/// 5: every request ends, and within the budget of its tier, or of the edge where that is shorter;
/// and none is told that its time is over before it is.
enum EndsInBudget: Invariant {
  static let name = InvariantName.endsInBudget

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    for record in evidence.records {
      guard let ended = record.ended else {
        result.check(false, "\(record.id): had not ended when the run did")
        continue
      }
      let taken = ended - record.started
      if record.outcome == timedOut {
        let least = least(of: record, in: evidence.scenario)
        result.check(
          taken >= least,
          "\(record.id): was told after \(Format.duration(taken)) that its "
            + "\(Format.duration(least)) are over")
      }
      guard let budget = budget(of: record, in: evidence.scenario) else {
        result.check(true, "")
        continue
      }
      result.check(
        taken <= budget + BenchLimits.budgetTolerance,
        "\(record.id): took \(Format.duration(taken)) of \(Format.duration(budget))")
    }
    return result
  }

  private static let timedOut = Outcome(PreviewOutcome.timeout.rawValue)

  /// How long the provider has to be waited for before a request may be told that it took too long:
  /// as long as one attempt may take, or until its silence ends the wait.
  private static func least(of record: RequestRecord, in scenario: Scenario) -> Duration {
    let tier = scenario.service.tiers[record.plan]
    let timeout = record.route == .stream ? tier.streamTimeout : tier.syncTimeout
    return min(timeout ?? ServiceLimits.providerSilence, ServiceLimits.providerSilence)
  }

  /// How long a request may take; nil where neither tier nor edge limits it.
  private static func budget(of record: RequestRecord, in scenario: Scenario) -> Duration? {
    let tier = scenario.service.tiers[record.plan]
    let edge = scenario.cap(for: record.route).map { $0.time + $0.jitter }
    switch record.route {
    case .magicLink, .callback, .other: return edge
    case .stream: return tier.streamTimeout
    case .sync:
      let attempts = tier.timeoutScope == .attempt ? tier.retries + 1 : 1
      let own = tier.syncTimeout.map { $0 * attempts }
      return [own, edge].compactMap(\.self).min()
    }
  }
}
