import World

/// How the starts of a stage lie in time.
enum ArrivalShape: Sendable, Equatable {
  /// Nobody comes.
  case nobody
  /// At equal distances.
  case constant(perSecond: Double)
  /// At random instants of a mean rate.
  case poisson(perSecond: Double)
  /// The same in bursts, or more evenly.
  case gamma(perSecond: Double, burstiness: Double)
  /// At a rate that changes, evenly or with random gaps.
  case profile(RateProfile, burstiness: Double?)
  /// As recorded.
  case trace(Trace)

  /// The trace, if it is one.
  var trace: Trace? {
    if case .trace(let trace) = self { trace } else { nil }
  }

  /// The process that plans the starts.
  func process(limit: ArrivalLimit, random: RandomStream) -> any ArrivalProcess {
    switch self {
    case .nobody:
      return TraceArrivals(Trace(lines: []), limit: limit)
    case .constant(let perSecond):
      return ConstantArrivals(perSecond: perSecond, limit: limit)
    case .poisson(let perSecond):
      let gaps = GammaGaps(burstiness: 1, random: random)
      return GammaArrivals(perSecond: perSecond, limit: limit, gaps: gaps)
    case .gamma(let perSecond, let burstiness):
      let gaps = GammaGaps(burstiness: burstiness, random: random)
      return GammaArrivals(perSecond: perSecond, limit: limit, gaps: gaps)
    case .profile(let profile, let burstiness):
      let gaps = burstiness.map { GammaGaps(burstiness: $0, random: random) }
      return ProfileArrivals(profile, limit: limit, gaps: gaps)
    case .trace(let trace):
      return TraceArrivals(trace, limit: limit)
    }
  }
}
