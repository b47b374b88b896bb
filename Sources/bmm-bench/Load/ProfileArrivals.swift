import World

/// Planned starts whose rate follows a profile: ramps, steps and spikes.
///
/// Start number k lies where the integral of the rate reaches k, so that the count is exact and
/// nothing drifts. With random gaps it lies where the integral reaches the sum of k gaps of mean 1.
struct ProfileArrivals: ArrivalProcess {
  private let profile: RateProfile
  private var gaps: GammaGaps?
  private var reached = 0.0
  private var limit: ArrivalLimit
  private var planned = 0
  private var ended = false

  /// Even gaps, the first start at once; or random ones of that burstiness, one before the first.
  init(_ profile: RateProfile, limit: ArrivalLimit, gaps: GammaGaps? = nil) {
    self.profile = profile
    self.limit = limit
    self.gaps = gaps
  }

  /// The next planned start.
  mutating func next() -> Duration? {
    guard !ended else { return nil }
    if let gap = gaps?.next() { reached += gap } else { reached = Double(planned) }
    guard let seconds = profile.seconds(untilStarts: reached),
      let offset = limit.offset(nanoseconds: seconds * 1e9, after: planned)
    else {
      ended = true  // A later draw must not bring the process back.
      return nil
    }
    planned += 1
    return offset
  }
}
