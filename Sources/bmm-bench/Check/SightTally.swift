/// How often users saw what they had to see in a step.
struct SightTally: Sendable, Equatable {
  /// What they had to see.
  let sight: Sight
  private var count = 0
  private var failures = 0
  private var examples: [String] = []

  /// What is observed where nobody came to the step.
  static let unseen = "nobody came to it"

  /// Nobody has come to the step yet.
  init(_ sight: Sight) {
    self.sight = sight
  }

  /// Counts a user by the id of its request.
  mutating func add(_ id: String, _ complaint: String?) {
    count += 1
    guard let complaint else { return }
    failures += 1
    if examples.count < BenchLimits.sightExamples { examples.append("\(id) \(complaint)") }
  }

  /// The check that comes of it; a step that nobody came to has not shown anything, which is no
  /// wonder in a run that ended early.
  func result(isCutShort: Bool) -> ExpectationResult {
    var observed = count == 0 ? Self.unseen : "\(count - failures) of \(count) did"
    if failures > 0 {
      let rest = failures - examples.count
      observed += ": " + examples.joined(separator: "; ") + (rest > 0 ? "; \(rest) more" : "")
    }
    return ExpectationResult(
      name: sight.name, text: "\(sight.name): \(sight.wanted)", observed: observed,
      pass: failures == 0 && (count > 0 || isCutShort))
  }
}
