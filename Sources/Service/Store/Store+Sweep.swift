import World

extension Store {
  /// Clears what is over, so that no table grows for ever; false when there may be more of it.
  ///
  /// The counts of yesterday stay: a place that was taken before midnight can still be given back.
  static func sweep(
    _ database: SQLiteDatabase, at now: WallTime
  ) throws(SQLiteError) -> Bool {
    let most = Int64(ServiceLimits.sweepRows)
    let statements: [(sql: String, bound: Int64)] = [
      (
        """
        DELETE FROM daily_counts WHERE (name, key, day) IN
          (SELECT name, key, day FROM daily_counts WHERE day < ? LIMIT ?) RETURNING 1
        """, now.day - 1
      ),
      (
        """
        DELETE FROM sessions WHERE token_hash IN
          (SELECT token_hash FROM sessions WHERE expires_at <= ? LIMIT ?) RETURNING 1
        """, now.seconds
      ),
      (
        """
        DELETE FROM preview_cache WHERE key IN
          (SELECT key FROM preview_cache WHERE expires_at <= ? LIMIT ?) RETURNING 1
        """, now.seconds
      ),
      (
        """
        DELETE FROM magic_links WHERE token_hash IN
          (SELECT token_hash FROM magic_links WHERE expires_at <= ? LIMIT ?) RETURNING 1
        """, now.seconds
      ),
    ]
    return try database.transaction { () throws(SQLiteError) in
      var isDone = true
      for (sql, bound) in statements {
        let removed = try database.execute(sql, [.integer(bound), .integer(most)]).count
        if removed == most { isDone = false }
      }
      return isDone
    }
  }
}
