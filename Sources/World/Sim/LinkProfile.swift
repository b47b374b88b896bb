/// How bytes travel in one direction between two worlds.
package struct LinkProfile: Sendable, Equatable {
  /// One-way latency in seconds; drawn per segment, but segments never overtake each other.
  package var latency: Distribution
  /// Bytes per second, or nil for a line that is never the bottleneck.
  package var bandwidth: Double?

  /// A link of that latency and bandwidth.
  package init(latency: Distribution, bandwidth: Double? = nil) {
    self.latency = latency
    self.bandwidth = bandwidth
  }

  /// Two processes in one data centre: a quarter of a millisecond, with a tail.
  package static let dataCentre = LinkProfile(
    latency: .logNormal(median: 0.000_25, sigma: 0.4))
  /// A visitor's line to the nearest edge location: 15 ms with a tail, 50 Mbit/s.
  package static let visitor = LinkProfile(
    latency: .logNormal(median: 0.015, sigma: 0.3), bandwidth: 6_250_000)
}
