import World

/// Random gaps between starts: gamma-distributed, with the burstiness as their shape.
///
/// 1 makes a Poisson process, less makes bursts with long silences between, more makes it regular:
/// the squared coefficient of variation is 1 / burstiness (as vLLM's --burstiness).
struct GammaGaps {
  private let burstiness: Double
  private var random: RandomStream

  /// A shape above zero, and the chance it draws from.
  init(burstiness: Double, random: RandomStream) {
    precondition(burstiness > 0 && burstiness.isFinite, "a shape is above 0, got \(burstiness)")
    self.burstiness = burstiness
    self.random = random
  }

  /// The next gap, of that mean. At a shape of 1 it is an exponential, which is cheaper to draw.
  mutating func next(mean: Double = 1) -> Double {
    guard burstiness != 1 else { return random.exponential(mean: mean) }
    return random.gamma(shape: burstiness) * (mean / burstiness)
  }
}
