import World

/// Random gaps of mean 1 between starts: gamma-distributed, with the burstiness as their shape.
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

  /// The next gap.
  mutating func next() -> Double {
    random.gamma(shape: burstiness) / burstiness
  }
}
