import World

extension RunMetrics {
  func eachWindow(
    of length: Duration, among filters: [Filter], _ look: (Duration, Int, RunMetrics) -> Void
  ) {
    // Of equals the one that ended first stays first, so that a run has one order only.
    let ordered = records.enumerated().sorted {
      ($0.element.planned, $0.offset) < ($1.element.planned, $1.offset)
    }.map(\.element)
    let counting = ordered.filter { isInStage($0, filters) }
    let begin = begin(of: counting, among: ordered)
    let plan = WindowPlan(counting.map { $0.planned - begin }, length: length)
    for window in plan.windows {
      look(begin - .start + window.start, window.count, of(counting[window.indices]))
    }
  }

  /// Behind a warm-up, or a stage that nobody asks for, the first window begins with what counts:
  /// an earlier one would show nothing, and that is nobody's failure.
  private func begin(of counting: [RequestRecord], among ordered: [RequestRecord]) -> Instant {
    guard let first = counting.first, let earliest = ordered.first else { return .start }
    return earliest.planned < first.planned ? first.planned : .start
  }
}
