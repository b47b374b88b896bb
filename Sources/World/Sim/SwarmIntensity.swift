/// How unkind one seed's machine is: drawn per seed, so that some know none of a fault, some a lot.
///
/// One intensity for all seeds finds the bugs of that intensity. Each fault has a stream of its own
/// and is spared by a third of the seeds independently of the others.
package struct SwarmIntensity: Sendable, Equatable {
  /// In which order ready tasks run.
  package let policy: SchedulePolicy
  /// The share of resumptions that stall.
  package let stallShare: Double
  /// The longest stall in seconds; shorter ones are equally likely.
  package let stallSecondsMax: Double
  /// Work on lanes that takes far longer than it should.
  package let slowStatements: SlowStatements
  /// Segments that take far longer than they should.
  package let latencyTail: LatencyTail

  /// The intensities of a seed; what is not drawn is kind.
  package init(seed: UInt64, drawing faults: [SwarmFault] = SwarmFault.allCases) {
    let root = RandomStream(seed: seed).child("swarm")
    var schedule = root.child("schedule")
    let drawn = SchedulePolicy.allCases[schedule.index(below: SchedulePolicy.allCases.count)]
    policy = faults.contains(.schedule) ? drawn : .random
    var stalls = root.child("stalls")
    let share = Self.share(upTo: SwarmLimits.stallShare, from: &stalls)
    stallShare = faults.contains(.stalls) ? share : 0
    stallSecondsMax = Self.spread(SwarmLimits.stallSeconds, from: &stalls)
    slowStatements = faults.contains(.slowStatements) ? Self.statements(root) : .none
    latencyTail = faults.contains(.lateSegments) ? Self.latency(root) : .none
  }

  private static func statements(_ root: RandomStream) -> SlowStatements {
    var random = root.child("statements")
    return SlowStatements(
      probability: share(upTo: SwarmLimits.slowShare, from: &random),
      factor: spread(SwarmLimits.slowFactor, from: &random))
  }

  private static func latency(_ root: RandomStream) -> LatencyTail {
    var random = root.child("latency")
    return LatencyTail(
      probability: share(upTo: SwarmLimits.lateShare, from: &random),
      medians: SwarmLimits.lateMedians)
  }

  private static func share(upTo most: Double, from random: inout RandomStream) -> Double {
    if random.chance(SwarmLimits.sparedSeeds) { return 0 }
    return spread(SwarmLimits.leastShare...most, from: &random)
  }

  /// Evenly spread over the orders of magnitude: a share of 0.2 % is as likely as one of 2 %.
  private static func spread(
    _ range: ClosedRange<Double>, from random: inout RandomStream
  ) -> Double {
    let (low, high) = (PortableMath.log(range.lowerBound), PortableMath.log(range.upperBound))
    let value = PortableMath.exp(low + (high - low) * random.unit())
    // Rounding must not leave the range.
    return min(max(value, range.lowerBound), range.upperBound)
  }
}
