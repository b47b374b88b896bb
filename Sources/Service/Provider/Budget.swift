import World

/// How long the provider may take for one request, with all its attempts.
struct Budget: Sendable, Equatable {
  /// When the request's time is over; `never` without a limit.
  let end: Instant
  /// The time for all attempts together; the provider's silence when there is no limit.
  let limit: Duration
  private let attemptLimit: Duration?

  /// The budget of a request that was complete at `start`.
  init(from start: Instant, _ timeout: Duration?, of tier: Tier) {
    guard let timeout else {
      (end, limit, attemptLimit) = (.never, ServiceLimits.providerSilence, nil)
      return
    }
    switch tier.timeoutScope {
    case .request: (limit, attemptLimit) = (timeout, nil)
    case .attempt: (limit, attemptLimit) = (timeout * (tier.retries + 1), timeout)
    }
    end = start + limit
  }

  /// When an attempt that begins at `start` has to be over; never after the whole request.
  func end(ofAttemptFrom start: Instant) -> Instant {
    attemptLimit.map { min(end, start + $0) } ?? end
  }

  /// What serves both: the one that ends later, with the longer attempts of either.
  func joined(with other: Budget) -> Budget {
    let later = other.end > end ? other : self
    let longest = attemptLimit.flatMap { own in other.attemptLimit.map { max(own, $0) } }
    return Budget(end: later.end, limit: later.limit, attemptLimit: longest)
  }

  private init(end: Instant, limit: Duration, attemptLimit: Duration?) {
    self.end = end
    self.limit = limit
    self.attemptLimit = attemptLimit
  }
}
