import World

/// Users who come again once they have their answer.
struct ClosedLoop: Sendable, Equatable {
  /// What lies between two rounds of a user.
  enum Rhythm: Sendable, Equatable {
    /// A pause behind each answer.
    case think(Distribution)
    /// A plan of so many rounds a second for each user: a late answer delays the next round, and
    /// its latency counts from the plan.
    case pace(perSecond: Double)
  }

  /// How many there are.
  var users: Int
  /// Until when, or how often, each begins a round.
  var limit = ArrivalLimit.count(1)
  /// What lies between two rounds.
  var rhythm = Rhythm.think(.constant(0))
  /// In which time all have come, the first at once.
  var rampUp = Duration.zero
  /// Rounds planned before this do not count for the figures.
  var warmUp = Duration.zero

  /// When a user comes.
  func start(of user: Int) -> Duration {
    let whole = Int128(rampUp.nanoseconds) * Int128(user) / Int128(users)
    return .nanoseconds(Int64(whole))
  }

  /// Whether a round that is planned then belongs to the warm-up.
  func isWarmUp(at offset: Duration) -> Bool {
    offset < warmUp
  }
}
