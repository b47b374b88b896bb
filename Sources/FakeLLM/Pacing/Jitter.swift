import World

/// Moves each token a little from its time, without changing their order or the times themselves.
struct Jitter {
  private let distribution: Distribution
  private let median: Int64
  private var random: RandomStream
  /// When the last token that was moved is ready.
  private(set) var latest: Instant

  /// `now` is the earliest that a token can be moved to.
  init(_ distribution: Distribution, _ random: RandomStream, from now: Instant) {
    self.distribution = distribution
    self.random = random
    median = Int64(distribution.median * 1e9)
    latest = now
  }

  /// Takes the time of the next token; half of all come early, and none before the one before it.
  mutating func move(_ time: Instant) {
    let drawn = distribution.nanoseconds(from: &random)
    latest = max(latest, time.advanced(byNanoseconds: drawn - median))
  }
}
