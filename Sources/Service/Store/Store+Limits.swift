import World

extension Store {
  /// Counts one more for a day, unless the limit is reached; returns the count, or nil if it is.
  ///
  /// One statement, so that between the check and the count there is nothing: exactly as many pass
  /// as the limit says, from whatever number of processes.
  func take(_ limit: DailyLimit, at now: WallTime) async throws -> Int? {
    let rows = try await write(at: now) { database in
      try database.execute(
        """
        INSERT INTO daily_counts (name, key, day, count) SELECT ?1, ?2, ?3, 1 WHERE ?4 > 0
        ON CONFLICT (name, key, day) DO UPDATE SET count = count + 1 WHERE count < ?4
        RETURNING count
        """, Self.place(limit, now.day) + [.integer(Int64(limit.limit))])
    }
    return rows.first?.first?.integerValue.map { Int($0) }
  }

  /// Counts one less for a day.
  func giveBack(_ limit: DailyLimit, on day: Int64) async throws {
    try await run { database in
      try database.execute(
        """
        UPDATE daily_counts SET count = count - 1
        WHERE name = ? AND key = ? AND day = ? AND count > 0
        """, Self.place(limit, day))
    }
  }

  /// How often something was done on a day.
  func count(of limit: DailyLimit, on day: Int64) async throws -> Int {
    let rows = try await run { database in
      try database.execute(
        "SELECT count FROM daily_counts WHERE name = ? AND key = ? AND day = ?",
        Self.place(limit, day))
    }
    return rows.first?.first?.integerValue.map { Int($0) } ?? 0
  }

  private static func place(_ limit: DailyLimit, _ day: Int64) -> [SQLiteValue] {
    [.text(limit.name.rawValue), .text(limit.key), .integer(day)]
  }
}
