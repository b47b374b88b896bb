import World

/// When each token of a generation is ready: an absolute schedule, so that lateness never adds up.
struct TokenSchedule: Equatable {
  /// When token 0 is ready.
  let first: Instant
  /// Tokens per second after it.
  let tokensPerSecond: Double

  /// When a token, counted from 0, is ready.
  func due(_ token: Int) -> Instant {
    first.advanced(byNanoseconds: Int64(Double(token) / tokensPerSecond * 1e9 + 0.5))
  }

  /// How many of `count` tokens are ready at an instant.
  func tokensDue(by now: Instant, of count: Int) -> Int {
    guard now >= first else { return 0 }
    // The division may be off by one, and `due` decides.
    var ready = Int(min(Double(count), (now - first).seconds * tokensPerSecond + 1))
    while ready < count, due(ready) <= now { ready += 1 }
    while ready > 0, due(ready - 1) > now { ready -= 1 }
    return ready
  }

  /// When so many tokens are all ready; none are ready at the first one's time.
  func end(of count: Int) -> Instant {
    due(max(0, count - 1))
  }
}
