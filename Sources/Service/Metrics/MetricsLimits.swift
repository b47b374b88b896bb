/// The bounds of the histograms, in seconds: fixed, so that instances can be added up.
enum MetricsLimits {
  /// From a cached answer to the longest stream; 95, 100 and 300 s are limits of tiers and edge.
  static let requestSeconds = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 95, 100, 300,
  ]
  /// From a statement in the page cache to a wait for another process's lock.
  static let databaseSeconds = [
    0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5,
  ]
}
