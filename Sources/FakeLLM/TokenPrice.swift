/// What a provider asks for a million tokens of a model, in dollars.
package struct TokenPrice: Sendable, Equatable {
  /// For those it reads.
  package var input: Double
  /// For those it generates.
  package var output: Double

  /// A price for both kinds.
  package init(input: Double, output: Double) {
    self.input = input
    self.output = output
  }
}
