/// How a quantity varies from draw to draw; the unit is its user's.
package enum Distribution: Sendable, Equatable {
  /// Always the same.
  case constant(Double)
  /// Evenly spread between two bounds.
  case uniform(Double, Double)
  /// Bell-shaped; draws below zero are held at zero.
  case normal(mean: Double, deviation: Double)
  /// Skewed with a heavy tail: the median, and the deviation of the natural logarithm.
  case logNormal(median: Double, sigma: Double)
  /// Memoryless gaps with a mean.
  case exponential(mean: Double)
  /// One of the given values, each equally likely: a measured sample.
  case empirical([Double])

  /// One draw, never negative.
  package func draw(from random: inout RandomStream) -> Double {
    switch self {
    case .constant(let value): value
    case .uniform(let low, let high): low + (high - low) * random.unit()
    case .normal(let mean, let deviation):
      max(0, random.normal(mean: mean, deviation: deviation))
    case .logNormal(let median, let sigma):
      median * PortableMath.exp(random.normal(mean: 0, deviation: sigma))
    case .exponential(let mean): random.exponential(mean: mean)
    case .empirical(let values): values[random.index(below: values.count)]
    }
  }

  /// The value that half of all draws are below.
  package var median: Double {
    switch self {
    case .constant(let value): value
    case .uniform(let low, let high): (low + high) / 2
    case .normal(let mean, _): max(0, mean)
    case .logNormal(let median, _): median
    case .exponential(let mean): mean * PortableMath.log(2)
    case .empirical(let values): values.sorted()[values.count / 2]
    }
  }

  /// One draw of a distribution over seconds, to the nanosecond.
  package func duration(from random: inout RandomStream) -> Duration {
    .nanoseconds(nanoseconds(from: &random))
  }

  /// One draw of a distribution over seconds, in whole nanoseconds: for hot paths.
  package func nanoseconds(from random: inout RandomStream) -> Int64 {
    // A heavy tail may reach beyond the 292 years that 64 bits hold.
    Int64(exactly: (draw(from: &random) * 1e9).rounded()) ?? .max
  }
}
