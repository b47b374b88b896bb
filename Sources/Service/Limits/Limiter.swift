import World

/// Counts what is limited by the day. Under any concurrency exactly as many pass as the limit says.
struct Limiter: Sendable {
  let world: World
  let store: Store
  let bugs: KnownBugs

  /// Takes a place of today's share; throws a rejection when there is none.
  func take(_ limit: DailyLimit) async throws -> LimitTicket {
    try await take([limit])[0]
  }

  /// Takes a place of each share, or of none: throws a rejection when one has none left.
  func take(_ limits: [DailyLimit]) async throws -> [LimitTicket] {
    let now = world.wallTime
    switch try await count(limits, at: now) {
    case .failure(let reached):
      world.mark(ServiceMark.limitReached)
      let none = DailyCount(limit: reached.limit.limit, remaining: 0, day: now.day)
      throw Rejection.rateLimited(reached.limit, none, at: world.wallTime)
    case .success(let counts):
      return zip(limits, counts).map { limit, used in
        let remaining = max(0, limit.limit - used)
        return LimitTicket(
          limit, DailyCount(limit: limit.limit, remaining: remaining, day: now.day))
      }
    }
  }

  /// Gives a place back into the day that it was taken from; a second time it does nothing.
  ///
  /// If the database fails, the place stays taken: one less may then pass, never one more.
  func giveBack(_ ticket: LimitTicket) async throws {
    guard ticket.release() else { return }
    try await store.giveBack(ticket.limit, on: ticket.count.day)
  }

  private func count(
    _ limits: [DailyLimit], at now: WallTime
  ) async throws -> Result<[Int], ReachedLimit> {
    guard bugs.contains(.checkThenActLimits) else {
      return try await store.take(limits, at: now)
    }
    // As it must not be: others pass the check before any of them has counted itself.
    for limit in limits where try await store.count(of: limit, on: now.day) >= limit.limit {
      return .failure(ReachedLimit(limit: limit))
    }
    let unlimited = limits.map { DailyLimit(name: $0.name, key: $0.key, limit: .max) }
    return try await store.take(unlimited, at: now)
  }
}
