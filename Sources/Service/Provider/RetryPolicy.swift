import World

/// Decides whether a failed attempt is repeated, and when.
struct RetryPolicy {
  /// What follows a failure.
  enum Decision: Equatable {
    case again(after: Duration)
    case giveUp(SpecError)
  }

  private var retriesLeft: Int
  private var failures = 0
  private var random: RandomStream

  init(_ tier: Tier, random: RandomStream) {
    retriesLeft = tier.retries
    self.random = random
  }

  /// Counts a failure and decides; a wait that would outlast the budget is not begun.
  mutating func decide(
    after failure: ProviderFailure, within budget: Budget, at now: Instant
  ) -> Decision {
    let error = failure.error(after: budget.limit)
    guard failure.isRetryable, retriesLeft > 0 else { return .giveUp(error) }
    let wait = failure.retryAfter ?? backOff()
    guard now + wait < budget.end else { return .giveUp(error) }
    retriesLeft -= 1
    failures += 1
    return .again(after: wait)
  }

  /// min(0.5 · 2ⁿ, 8) s · U(0.75, 1): the rule of the providers' client libraries.
  private mutating func backOff() -> Duration {
    let longest = min(0.5 * Double(1 << min(failures, 4)), 8)
    return .nanoseconds(Int64(longest * (0.75 + 0.25 * random.unit()) * 1e9))
  }
}
