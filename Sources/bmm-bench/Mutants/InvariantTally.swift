/// How often each invariant was checked in several runs.
struct InvariantTally {
  private var checked: [Int] = InvariantName.allCases.map { _ in 0 }

  /// Adds those of a run.
  mutating func add(_ result: RunResult) {
    for (index, name) in InvariantName.allCases.enumerated() {
      for invariant in result.invariants where invariant.name == name {
        checked[index] += invariant.checked
      }
    }
  }

  /// Those that no run has anything to say about.
  var unexercised: [InvariantName] {
    zip(InvariantName.allCases, checked).filter { $0.1 == 0 }.map(\.0)
  }
}
