import World

extension Store {
  /// Counts one more of each for a day, or of none if one of them is reached; returns the counts,
  /// or which one is reached.
  func take(_ limits: [DailyLimit], at now: WallTime) async throws -> Result<[Int], ReachedLimit> {
    try await write(at: now) { database in
      // A lone one is a single statement, which needs no transaction to be whole.
      if limits.count == 1 { return try Self.take(limits, now, in: database) }
      return try database.transaction { () throws(SQLiteError) in
        try Self.take(limits, now, in: database)
      }
    }
  }

  private static func take(
    _ limits: [DailyLimit], _ now: WallTime, in database: SQLiteDatabase
  ) throws(SQLiteError) -> Result<[Int], ReachedLimit> {
    var counts: [Int] = []
    for limit in limits {
      // One statement, so that between the check and the count there is nothing: exactly as many
      // pass as the limit says, from whatever number of processes.
      let count = try database.value(
        """
        INSERT INTO daily_counts (name, key, day, count) SELECT ?1, ?2, ?3, 1 WHERE ?4 > 0
        ON CONFLICT (name, key, day) DO UPDATE SET count = count + 1 WHERE count < ?4
        RETURNING count
        """, place(limit, now.day) + [.integer(Int64(limit.limit))])
      guard let count = count.integerValue else {
        for taken in limits[..<counts.count] { try giveBack(taken, now.day, in: database) }
        return .failure(ReachedLimit(limit: limit))
      }
      counts.append(Int(count))
    }
    return .success(counts)
  }

  /// Counts one less for a day.
  func giveBack(_ limit: DailyLimit, on day: Int64) async throws {
    try await run { database in try Self.giveBack(limit, day, in: database) }
  }

  private static func giveBack(
    _ limit: DailyLimit, _ day: Int64, in database: SQLiteDatabase
  ) throws(SQLiteError) {
    try database.execute(
      """
      UPDATE daily_counts SET count = count - 1
      WHERE name = ? AND key = ? AND day = ? AND count > 0
      """, place(limit, day))
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
