import World

/// Counts what is limited by the day. Under any concurrency exactly as many pass as the limit says.
struct Limiter: Sendable {
  let world: World
  let store: Store
  let bugs: KnownBugs

  /// Takes a place of today's share; throws a rejection when there is none.
  func take(_ limit: DailyLimit) async throws -> LimitTicket {
    let now = world.wallTime
    guard let used = try await count(limit, at: now) else {
      let none = DailyCount(limit: limit.limit, remaining: 0, day: now.day)
      throw Rejection.rateLimited(limit, none, at: world.wallTime)
    }
    let remaining = max(0, limit.limit - used)
    return LimitTicket(limit, DailyCount(limit: limit.limit, remaining: remaining, day: now.day))
  }

  /// Gives a place back into the day that it was taken from; a second time it does nothing.
  ///
  /// If the database fails, the place stays taken: one less may then pass, never one more.
  func giveBack(_ ticket: LimitTicket) async throws {
    guard ticket.release() else { return }
    try await store.giveBack(ticket.limit, on: ticket.count.day)
  }

  private func count(_ limit: DailyLimit, at now: WallTime) async throws -> Int? {
    guard bugs.contains(.checkThenActLimits) else {
      return try await store.take(limit, at: now)
    }
    // As it must not be: others pass the check before any of them has counted itself.
    guard try await store.count(of: limit, on: now.day) < limit.limit else { return nil }
    return try await store.take(
      DailyLimit(name: limit.name, key: limit.key, limit: .max), at: now)
  }
}
