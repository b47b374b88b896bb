import World

/// When each token of a generation is ready: an absolute schedule, so that lateness never adds up.
///
/// The speed changes only when the model's load does: then a new straight line begins where the
/// last one had come to.
struct TokenSchedule {
  /// When token 0 is ready.
  let first: Instant
  private let fullSpeed: Double
  private var slowness = 1.0
  /// The present line: since when, from which token on, how many tokens per second.
  private var start: Instant
  private var startToken = 0
  private var tokensPerSecond: Double
  private var jitter: Jitter?
  /// The tokens whose time was asked for.
  private var asked = 0

  /// The schedule of a generation whose turn comes now.
  init(from now: Instant, _ pace: ScriptPace) {
    first = now + pace.firstToken
    start = first
    fullSpeed = pace.tokensPerSecond
    tokensPerSecond = fullSpeed
    jitter = pace.jitter.map { Jitter($0, pace.random, from: now) }
  }

  /// When a token, counted from 0, is ready at the present speed.
  private func due(_ token: Int) -> Instant {
    start.advanced(
      byNanoseconds: Int64(Double(token - startToken) / tokensPerSecond * 1e9 + 0.5))
  }

  /// When so many tokens are all ready; none are ready at the first one's time.
  ///
  /// Numbers must not fall from call to call. `slowness` is by how much the model is slower than
  /// alone, from the tokens on that were not asked for yet.
  mutating func end(of count: Int, slowness: Double) -> Instant {
    if slowness != self.slowness { turn(slowness) }
    guard jitter != nil else {
      asked = count
      return due(max(0, count - 1))
    }
    while asked < count {
      let time = due(asked)
      jitter?.move(time)
      asked += 1
    }
    return jitter?.latest ?? first
  }

  /// How many of `count` tokens are ready at an instant; jitter is not of the generation's making.
  func tokensReady(by now: Instant, of count: Int) -> Int {
    guard now >= first else { return 0 }
    // The division may be off by one, and `due` decides.
    let guess = Double(startToken) + (now - start).seconds * tokensPerSecond + 1
    var ready = Int(max(0, min(Double(count), guess)))
    while ready < count, due(ready) <= now { ready += 1 }
    while ready > 0, due(ready - 1) > now { ready -= 1 }
    return ready
  }

  /// Begins a new line at the last token that was asked for.
  private mutating func turn(_ slowness: Double) {
    self.slowness = slowness
    let token = max(0, asked - 1)
    start = due(token)
    startToken = token
    tokensPerSecond = fullSpeed / slowness
  }
}
