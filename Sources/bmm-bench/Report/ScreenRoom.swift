/// How much of each part a screen shows, and which parts give way first where that is too much.
struct ScreenRoom {
  /// Lines of what the scenario is about.
  var about: Int
  /// Lines of how requests ended.
  var outcomes: Int
  /// Lines of what browsers would say.
  var complaints: Int
  /// Rows of the table of metrics.
  var metrics: Int
  /// Failed checks.
  var failures: Int
  /// Failed checks that have an example.
  var examples: Int
  /// Lines of what is broken and has to be.
  var known: Int
  /// Lines of what the scenario says and no request met.
  var untried: Int
  /// Lines of what the harness has to say of itself.
  var warnings: Int
  /// Empty lines between parts: all or none.
  var gaps = 1

  /// Takes a line from the part that can best do without; false if none can.
  ///
  /// Failures and the times that users noticed go last: they are what the screen is read for.
  mutating func shrink() -> Bool {
    let steps: [(part: WritableKeyPath<ScreenRoom, Int>, least: Int)] = [
      (\.failures, 8), (\.examples, 2), (\.about, 1), (\.outcomes, 3), (\.complaints, 1),
      (\.metrics, 3), (\.failures, 6), (\.gaps, 0), (\.failures, 4), (\.warnings, 2),
      (\.outcomes, 2), (\.known, 1), (\.untried, 1), (\.examples, 0), (\.about, 0), (\.metrics, 0),
      (\.complaints, 0), (\.warnings, 1), (\.failures, 2), (\.outcomes, 1), (\.untried, 0),
      (\.known, 0),
    ]
    guard let step = steps.first(where: { self[keyPath: $0.part] > $0.least }) else { return false }
    self[keyPath: step.part] -= 1
    return true
  }
}
