/// Work on lanes that takes far longer than its cost says, as behind a lock or on a busy disk.
package struct SlowStatements: Sendable, Equatable {
  /// The share of pieces of work that are slow.
  package var probability: Double
  /// How many times as long they take.
  package var factor: Double

  /// Slowness of that share and size.
  package init(probability: Double, factor: Double) {
    self.probability = probability
    self.factor = factor
  }

  /// Work takes what its cost says.
  package static let none = SlowStatements(probability: 0, factor: 1)
}
