import World

/// Counts what is limited by the day. Under any concurrency exactly as many pass as the limit says.
struct Limiter: Sendable {
  let world: World
  let store: Store
  let bugs: KnownBugs

  /// Takes a place of today's share; throws a rejection when there is none.
  func take(_ limit: DailyLimit) async throws -> LimitTicket {
    let day = world.wallTime.day
    guard let used = try await count(limit, on: day) else {
      let none = DailyCount(limit: limit.limit, remaining: 0, day: day)
      var rejection = Rejection.rateLimited(none, at: world.wallTime)
      rejection.limitName = limit.name.rawValue
      throw rejection
    }
    let remaining = max(0, limit.limit - used)
    return LimitTicket(limit, DailyCount(limit: limit.limit, remaining: remaining, day: day))
  }

  /// Gives a place back into the day that it was taken from; a second time it does nothing.
  ///
  /// If the database fails, the place stays taken: the limit may then let one less pass, never more.
  func giveBack(_ ticket: LimitTicket) async throws {
    guard ticket.release() else { return }
    try await store.giveBack(ticket.limit, on: ticket.count.day)
  }

  /// What is left of today's share, without taking any of it.
  func look(_ limit: DailyLimit) async throws -> DailyCount {
    let day = world.wallTime.day
    let used = try await store.count(of: limit, on: day)
    return DailyCount(limit: limit.limit, remaining: max(0, limit.limit - used), day: day)
  }

  private func count(_ limit: DailyLimit, on day: Int64) async throws -> Int? {
    guard bugs.contains(.checkThenActLimits) else {
      return try await store.take(limit, on: day)
    }
    // As it must not be: others pass the check before any of them has counted itself.
    guard try await store.count(of: limit, on: day) < limit.limit else { return nil }
    return try await store.take(
      DailyLimit(name: limit.name, key: limit.key, limit: .max), on: day)
  }
}
