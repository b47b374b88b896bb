import World

extension Store {
  /// The spec kept under a key, unless its time is over.
  func cachedSpec(_ key: [UInt8], at now: WallTime) async throws -> CachedSpec? {
    try await run { database in try Self.cachedSpec(key, now, in: database) }
  }

  /// The same as a part of a larger piece of work.
  static func cachedSpec(
    _ key: [UInt8], _ now: WallTime, in database: SQLiteDatabase
  ) throws(SQLiteError) -> CachedSpec? {
    let rows = try database.execute(
      """
      SELECT spec, input_tokens, output_tokens FROM preview_cache
      WHERE key = ? AND expires_at > ?
      """, [.blob(key), .integer(now.seconds)])
    guard let row = rows.first, let json = row[0].textValue,
      let input = row[1].integerValue, let output = row[2].integerValue
    else { return nil }
    return CachedSpec(
      json: json, usage: TokenUsage(inputTokens: Int(input), outputTokens: Int(output)))
  }

  /// Keeps a spec under a key until `expiry`, in the place of an older one.
  ///
  /// Where that makes the cache larger than it may be, those go that would expire first.
  func cache(
    _ spec: CachedSpec, under key: [UInt8], until expiry: WallTime, at now: WallTime
  ) async throws {
    let bounds = cacheBounds
    try await write(at: now) { database in
      try database.transaction { () throws(SQLiteError) in
        try database.execute("DELETE FROM preview_cache WHERE key = ?", [.blob(key)])
        try database.execute(
          """
          INSERT INTO preview_cache (key, spec, input_tokens, output_tokens, expires_at)
          VALUES (?, ?, ?, ?, ?)
          """,
          [
            .blob(key), .text(spec.json), .integer(Int64(spec.usage.inputTokens)),
            .integer(Int64(spec.usage.outputTokens)), .integer(expiry.seconds),
          ])
        try Self.shrinkCache(to: bounds, in: database)
      }
    }
  }

  /// Triggers keep the total, since counting it would take longer than all else.
  private static func shrinkCache(
    to bounds: CacheBounds, in database: SQLiteDatabase
  ) throws(SQLiteError) {
    let sql = """
      SELECT 1 FROM preview_cache_total WHERE entries > ? OR bytes > ?
      """
    while try database.value(sql, [.integer(bounds.entries), .integer(bounds.bytes)]) != .null {
      try database.execute(
        """
        DELETE FROM preview_cache WHERE key =
          (SELECT key FROM preview_cache ORDER BY expires_at, key LIMIT 1)
        """)
    }
  }
}
