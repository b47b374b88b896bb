import World

extension Scenario {
  /// When the last user comes, if all groups come by a plan that says so.
  var plannedSpan: Duration? {
    var span = Duration.zero
    for group in groups {
      guard case .open(let stages) = group.arrivals.kind else { return nil }
      var end = Duration.zero
      for stage in stages {
        guard case .time(let length) = stage.limit else { return nil }
        end += length
      }
      span = max(span, end)
    }
    return span
  }
}
