import FakeLLM
import World

/// 9: no provider call outlives its client, or the last of those who share it; its tokens would be
/// paid for nobody.
enum UpstreamEndsWithClient: Invariant {
  static let name = InvariantName.upstreamEndsWithClient

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    let lag =
      evidence.scenario.swarm ? BenchLimits.upstreamLagInSwarm : BenchLimits.upstreamLag
    for record in evidence.records {
      let ended = evidence.lastEnd(ofCallsFor: record.id)
      guard ended < .never else { continue }
      for call in evidence.calls(for: record.id) {
        result.check(
          call.ended <= ended + lag,
          "\(record.id): its provider call went on for \(Format.duration(call.ended - ended)) "
            + "and sold \(call.outputTokens) tokens")
      }
    }
    return result
  }
}
