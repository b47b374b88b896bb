import World

extension Store {
  /// Remembers a link that was issued for an address; of its secret only the hash.
  func keep(_ link: MagicLink, for email: String, at now: WallTime) async throws {
    try await write(at: now) { database in
      try database.execute(
        "INSERT INTO magic_links (token_hash, email, created_at, expires_at) VALUES (?, ?, ?, ?)",
        [
          .blob(link.hash), .text(email), .integer(now.seconds),
          .integer((now + ServiceLimits.linkLifetime).seconds),
        ])
    }
  }

  /// Uses a link up and opens a session for its address's user, who is made if there is none; nil
  /// for a link that is unknown, used or too old.
  ///
  /// One statement looks and uses up, so that of many who come at once one wins. The session comes
  /// with it or not at all: whoever dies in between has neither.
  func redeem(
    _ link: MagicLink, opening token: String, at now: WallTime
  ) async throws -> Session? {
    try await write(at: now) { database in
      try database.transaction { () throws(SQLiteError) in
        let email = try database.value(
          """
          UPDATE magic_links SET consumed_at = ?1
          WHERE token_hash = ?2 AND consumed_at IS NULL AND expires_at > ?1 RETURNING email
          """, [.integer(now.seconds), .blob(link.hash)])
        guard let email = email.textValue else { return nil }
        try Self.openSession(token, of: email, nil, now, in: database)
        return try Self.session(token, now, in: database)
      }
    }
  }

  // MARK: The known bug

  /// The address of a link that nobody has used so far.
  func email(ofUnused link: MagicLink, at now: WallTime) async throws -> String? {
    try await run { database in
      try database.value(
        """
        SELECT email FROM magic_links
        WHERE token_hash = ? AND consumed_at IS NULL AND expires_at > ?
        """, [.blob(link.hash), .integer(now.seconds)]
      ).textValue
    }
  }

  /// Uses a link up, whether or not somebody has.
  func useUp(_ link: MagicLink, at now: WallTime) async throws {
    try await write(at: now) { database in
      try database.execute(
        "UPDATE magic_links SET consumed_at = ? WHERE token_hash = ?",
        [.integer(now.seconds), .blob(link.hash)])
    }
  }
}
