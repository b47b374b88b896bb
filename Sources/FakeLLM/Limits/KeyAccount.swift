import World

/// What one key has used of its limits.
struct KeyAccount {
  private let limits: ProviderLimits
  private var requests: MinuteBucket?
  private var inputTokens: MinuteBucket?
  private var outputTokens: MinuteBucket?
  private var spent = 0

  /// The account of a key that has used nothing.
  init(_ limits: ProviderLimits, at now: Instant) {
    self.limits = limits
    func full(_ perMinute: Int?) -> MinuteBucket? {
      perMinute.map { MinuteBucket(perMinute: $0, at: now) }
    }
    requests = full(limits.requestsPerMinute)
    inputTokens = full(limits.inputTokensPerMinute)
    outputTokens = full(limits.outputTokensPerMinute)
  }

  /// Takes a call with that input, or says which limit keeps it out; a refused call costs nothing.
  mutating func admit(inputTokens count: Int, at now: Instant) throws(LimitBreach) {
    fill(until: now)
    if let cap = limits.spendCap, spent >= cap { throw .spendCap(tokens: cap) }
    try check(count)
    requests?.take(1)
    inputTokens?.take(count)
    spent += count
  }

  /// Counts tokens that were generated since the last time.
  mutating func charge(outputTokens count: Int, at now: Instant) {
    // First out, then in: a bucket that fills faster than it is used is full, not short of `count`.
    outputTokens?.take(count)
    outputTokens?.fill(until: now)
    spent += count
  }

  /// Where the limits stand.
  mutating func state(at now: Instant) -> RateLimitState {
    fill(until: now)
    func allowance(_ bucket: MinuteBucket?) -> RateLimitState.Allowance? {
      bucket.map {
        .init(limit: $0.perMinute, remaining: $0.remaining, full: $0.waitUntilFull)
      }
    }
    return RateLimitState(
      requests: allowance(requests), inputTokens: allowance(inputTokens),
      outputTokens: allowance(outputTokens))
  }

  /// Finds the first limit that is short, and how long until none is.
  private func check(_ inputCount: Int) throws(LimitBreach) {
    // One token of output is enough to begin: more is counted as it is generated.
    let needs: [(limit: RateLimit, bucket: MinuteBucket?, count: Int)] = [
      (.requests, requests, 1), (.inputTokens, inputTokens, inputCount),
      (.outputTokens, outputTokens, 1),
    ]
    var breach: (limit: RateLimit, perMinute: Int)?
    var longest: Duration? = .zero
    for need in needs {
      guard let bucket = need.bucket else { continue }
      let wait = bucket.wait(for: need.count)
      guard wait != .zero else { continue }
      if breach == nil { breach = (need.limit, bucket.perMinute) }
      longest = longest.flatMap { known in wait.map { max(known, $0) } }
    }
    if let breach { throw .rate(breach.limit, perMinute: breach.perMinute, wait: longest) }
  }

  private mutating func fill(until now: Instant) {
    requests?.fill(until: now)
    inputTokens?.fill(until: now)
    outputTokens?.fill(until: now)
  }
}
