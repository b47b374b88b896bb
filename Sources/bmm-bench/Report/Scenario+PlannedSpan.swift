import World

extension Scenario {
  /// When the last user comes, if all groups come by a plan.
  var plannedSpan: Duration? {
    var span = Duration.zero
    for group in groups {
      switch group.arrivals {
      case .constant(let perSecond, let limit), .poisson(let perSecond, let limit):
        switch limit {
        case .time(let end): span = max(span, end)
        case .count(let count): span = max(span, .seconds(Double(count) / perSecond))
        }
      case .closed: return nil
      }
    }
    return span
  }
}
