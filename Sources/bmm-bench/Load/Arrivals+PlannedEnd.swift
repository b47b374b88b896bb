import World

extension Arrivals {
  /// When the last user comes, as far as that is planned; nil where answers decide.
  var plannedEnd: Duration? {
    switch kind {
    case .closed(let loop):
      guard case .time(let end) = loop.limit else { return nil }
      return end
    case .open(let stages):
      return stages.indices.reduce(.zero) { sum, index in
        let isLast = index == stages.count - 1
        guard let sum, let length = stages[index].plannedLength(isLast: isLast) else { return nil }
        return sum + length
      }
    }
  }
}

extension ArrivalStage {
  /// How long users come in it, if the plan says so; where chance decides, on average.
  ///
  /// A stage that another one follows lasts its whole time, whenever its last user comes.
  fileprivate func plannedLength(isLast: Bool) -> Duration? {
    switch (limit, shape) {
    case (.time(let end), .trace(let trace)) where isLast:
      min(end, trace.lines.last?.offset ?? .zero)
    case (.time(let end), _): end
    case (.count(let count), .trace(let trace)): trace.lines.prefix(count).last?.offset ?? .zero
    case (.count(let count), .constant(let rate)), (.count(let count), .poisson(let rate)),
      (.count(let count), .gamma(let rate, _)):
      .seconds(Double(count) / rate)
    case (.count(let count), .profile(let profile, _)):
      profile.seconds(untilStarts: Double(count)).map { .seconds($0) }
    case (.count, .nobody): .zero
    }
  }
}

extension Scenario {
  /// When the last user comes, if all groups come by a plan.
  var plannedEnd: Duration? {
    groups.reduce(.zero) { latest, group in
      guard let latest, let end = group.arrivals.plannedEnd else { return nil }
      return max(latest, end)
    }
  }
}
