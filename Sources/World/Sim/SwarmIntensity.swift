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

  /// The intensities of a seed.
  package init(seed: UInt64) {
    let root = RandomStream(seed: seed).child("swarm")
    var schedule = root.child("schedule")
    policy = SchedulePolicy.allCases[schedule.index(below: SchedulePolicy.allCases.count)]
    var stalls = root.child("stalls")
    stallShare = Self.share(upTo: SwarmLimits.stallShare, from: &stalls)
    stallSecondsMax = Self.spread(SwarmLimits.stallSeconds, from: &stalls)
    var statements = root.child("statements")
    slowStatements = SlowStatements(
      probability: Self.share(upTo: SwarmLimits.slowShare, from: &statements),
      factor: Self.spread(SwarmLimits.slowFactor, from: &statements))
    var latency = root.child("latency")
    latencyTail = LatencyTail(
      probability: Self.share(upTo: SwarmLimits.lateShare, from: &latency),
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
