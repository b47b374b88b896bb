import World

extension Scenario {
  /// When the last user comes, if all groups come by a plan.
  var plannedSpan: Duration? {
    var span = Duration.zero
    for group in groups {
      guard case .open(let stages) = group.arrivals.kind else { return nil }
      let lengths = stages.map(\.plannedLength)
      span = max(span, lengths.reduce(.zero, +))
    }
    return span
  }
}

extension ArrivalStage {
  /// How long users come in it, as far as can be said before chance has spoken.
  fileprivate var plannedLength: Duration {
    switch limit {
    case .time(let end): end
    case .count(let count): shape.plannedTime(of: count)
    }
  }
}

extension ArrivalShape {
  /// The mean time that so many starts take.
  fileprivate func plannedTime(of count: Int) -> Duration {
    switch self {
    case .constant(let perSecond), .poisson(let perSecond), .gamma(let perSecond, _):
      .seconds(Double(count) / perSecond)
    case .trace(let trace): trace.lines.prefix(count).last?.offset ?? .zero
    case .profile(let profile, _): .seconds(profile.seconds(untilStarts: Double(count)) ?? 0)
    case .nobody: .zero
    }
  }
}
