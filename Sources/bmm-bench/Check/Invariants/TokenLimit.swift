import FakeLLM
import Service

/// 4: no provider call asks for, or gets, more output tokens than the tier of its user allows.
enum TokenLimit: Invariant {
  static let name = InvariantName.tokenLimit

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    for record in evidence.records {
      let limit = evidence.scenario.service.tiers[record.plan].maxTokens
      for call in evidence.calls(for: record.id) where call.maxTokens > 0 {
        result.check(
          call.maxTokens <= limit && call.outputTokens <= limit,
          "\(record.id): asked for \(call.maxTokens) and got \(call.outputTokens) tokens, "
            + "plan \(record.plan.rawValue) allows \(limit)")
      }
    }
    return result
  }
}
