import Service
import World

/// 6: no stream is silent for longer than the keep-alive interval; a silent one is cut by the edge.
enum NoSilentGap: Invariant {
  static let name = InvariantName.noSilentGap

  static func check(_ evidence: Evidence) -> InvariantResult {
    // Measured against the interval that is promised, so that turning keep-alives off is seen.
    let interval =
      evidence.scenario.service.keepAliveInterval ?? ServiceLimits.keepAliveInterval
    let tolerance =
      evidence.scenario.swarm
      ? BenchLimits.silenceToleranceInSwarm : BenchLimits.silenceTolerance
    var result = InvariantResult(name)
    for record in evidence.records where record.isEventStream {
      result.check(
        record.longestSilence <= interval + tolerance,
        "\(record.id): silent for \(Format.duration(record.longestSilence)), "
          + "the keep-alive interval is \(Format.duration(interval))")
    }
    return result
  }
}
