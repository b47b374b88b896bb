/// One way to measure, with the figures it yields.
///
/// Each repetition runs in a process of its own, so that neither memory nor caches of another one
/// show in it. A gauge therefore yields one value per figure; the command gathers them.
struct Gauge: Sendable {
  /// A dotted name, the beginning of its figures' ids: `sim.timers`.
  let name: String
  /// What it measures, in one line.
  let about: String
  /// Whether it takes seconds; one that takes minutes is repeated three times at most.
  let isQuick: Bool
  /// The world it measures in: simulated ones run under the guard, as `bmm-bench run` does.
  let arm: Arm
  /// Measures once; a gauge whose peer is not installed yields nothing.
  let measure: @Sendable (GaugeBench) throws -> [Figure]
}

/// Why a gauge could not measure.
struct GaugeError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
