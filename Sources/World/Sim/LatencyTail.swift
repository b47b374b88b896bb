/// Late segments, as after a loss: a share of a link's segments takes far longer than its latency.
package struct LatencyTail: Sendable, Equatable {
  /// The share of segments that are late.
  package var probability: Double
  /// By how many medians of the link's latency they are late at most; evenly spread below.
  package var medians: Double

  /// A tail of that share and length.
  package init(probability: Double, medians: Double) {
    self.probability = probability
    self.medians = medians
  }

  /// Latencies are as their links say.
  package static let none = LatencyTail(probability: 0, medians: 0)
}
