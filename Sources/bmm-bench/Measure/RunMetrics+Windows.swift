import World

extension RunMetrics {
  func eachWindow(of length: Duration, _ look: (Duration, RunMetrics) -> Void) {
    // Of equals the one that ended first stays first, so that a run has one order only.
    let ordered = records.enumerated().sorted {
      ($0.element.planned, $0.offset) < ($1.element.planned, $1.offset)
    }.map(\.element)
    let plan = WindowPlan(ordered.map { $0.planned - .start }, length: length)
    for window in plan.windows { look(window.start, of(ordered[window.indices])) }
  }
}
