import World

extension Expectation {
  /// Compares each window with the bound: all must hold, and the worst is told.
  func evaluate(overEach length: Duration, in source: some MetricSource) -> ExpectationResult {
    var worst: (observed: Observation, start: Duration)?
    var (count, empty) = (0, 0)
    source.eachWindow(of: length, among: filters) { start, windows, source in
      guard let observed = observe(in: source) else { return empty += windows }
      count += windows
      if let known = worst?.observed.value, !isWorse(observed.value, than: known) { return }
      worst = (observed, start)
    }
    guard let worst else { return withoutSamples }
    let which = count == 1 ? "the one window" : "the worst of \(count) windows"
    let rest = empty == 0 ? "" : "; \(empty) more had no samples"
    let place = "in \(which), from \(Format.duration(worst.start)) on\(rest)"
    return ExpectationResult(
      name: name, text: text, observed: "\(worst.observed.text) \(place)",
      pass: comparison.holds(worst.observed.value, boundValue))
  }

  /// Whether a figure is further from what is wanted than another one.
  private func isWorse(_ value: Double, than other: Double) -> Bool {
    switch comparison {
    case .less, .lessOrEqual: value > other
    case .greater, .greaterOrEqual: value < other
    case .equal: (value - boundValue).magnitude > (other - boundValue).magnitude
    case .notEqual: (value - boundValue).magnitude < (other - boundValue).magnitude
    }
  }
}
