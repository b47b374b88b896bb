/// The invariants that some of several runs say something about.
struct InvariantSet: Equatable, Sendable {
  /// A bit each, in the order of their names; what a message between processes holds.
  private(set) var bits = 0

  /// Nothing yet.
  init() {}

  /// Those of a message.
  init(bits: Int) {
    self.bits = bits
  }

  /// Adds what a run exercised.
  mutating func insert(from result: RunResult) {
    for (number, name) in InvariantName.allCases.enumerated()
    where result.invariants.contains(where: { $0.name == name && $0.checked > 0 }) {
      bits |= 1 << number
    }
  }

  /// Adds those of another one.
  mutating func formUnion(_ other: InvariantSet) {
    bits |= other.bits
  }

  /// How many they are.
  var count: Int { bits.nonzeroBitCount }

  /// Those that no run has anything to say about, in the order of their names.
  var missing: [InvariantName] {
    InvariantName.allCases.enumerated().filter { bits & 1 << $0.offset == 0 }.map(\.element)
  }
}
