import World

extension Store {
  /// Lets users exist with their plans and open sessions, all or none; known ones are taken over.
  func add(_ users: [SeededUser], at now: WallTime) async throws {
    try await run { database in
      try database.transaction { () throws(SQLiteError) in
        for user in users {
          try Self.openSession(user.sessionToken, of: user.email, user.plan, now, in: database)
        }
      }
    }
  }

  /// The session of a token, or nil when there is none or it has expired.
  func session(token: String, at now: WallTime) async throws -> Session? {
    try await run { database in try Self.session(token, now, in: database) }
  }

  /// Opens a session for an address, whose user is made if there is none.
  ///
  /// A plan that is given becomes the organisation's; a new user without one is of the free plan.
  func logIn(
    _ email: String, _ plan: Plan?, token: String, at now: WallTime
  ) async throws -> Session {
    try await write(at: now) { database in
      try database.transaction { () throws(SQLiteError) in
        try Self.openSession(token, of: email, plan, now, in: database)
        guard let session = try Self.session(token, now, in: database) else {
          preconditionFailure("a session was opened and is not there")
        }
        return session
      }
    }
  }

  /// Ends the session of a token, if there is one.
  func logOut(token: String) async throws {
    let hash = SHA256Digest.of(token)
    try await run { try $0.execute("DELETE FROM sessions WHERE token_hash = ?", [.blob(hash)]) }
  }

  // MARK: Parts of a piece of work

  /// The session of a token, or nil when there is none or it has expired.
  static func session(
    _ token: String, _ now: WallTime, in database: SQLiteDatabase
  ) throws(SQLiteError) -> Session? {
    let rows = try database.execute(
      """
      SELECT users.id, users.email, users.is_admin, organisations.id, organisations.name,
        organisations.plan,
        (SELECT count FROM daily_counts
          WHERE name = ? AND key = CAST(users.id AS TEXT) AND day = ?)
      FROM sessions JOIN users ON users.id = sessions.user_id
        JOIN organisations ON organisations.id = sessions.organisation_id
      WHERE sessions.token_hash = ? AND sessions.expires_at > ?
      """,
      [
        .text(DailyLimit.Name.previews.rawValue), .integer(now.day),
        .blob(SHA256Digest.of(token)), .integer(now.seconds),
      ])
    return rows.first.flatMap { Session(row: $0, on: now.day) }
  }

  /// Opens a session for an address, whose user is made if there is none.
  static func openSession(
    _ token: String, of email: String, _ plan: Plan?, _ now: WallTime,
    in database: SQLiteDatabase
  ) throws(SQLiteError) {
    let user = try user(of: email, plan, now, in: database)
    // The first membership wins on every log-in; the number decides between two of one second.
    let organisation = try database.value(
      """
      SELECT organisation_id FROM memberships WHERE user_id = ? ORDER BY created_at, id LIMIT 1
      """, [user])
    if let plan {
      try database.execute(
        "UPDATE organisations SET plan = ? WHERE id = ?", [.text(plan.rawValue), organisation])
    }
    try database.execute(
      """
      INSERT INTO sessions (token_hash, user_id, organisation_id, created_at, expires_at)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (token_hash) DO UPDATE SET user_id = excluded.user_id,
        organisation_id = excluded.organisation_id, expires_at = excluded.expires_at
      """,
      [
        .blob(SHA256Digest.of(token)), user, organisation, .integer(now.seconds),
        .integer((now + ServiceLimits.sessionLifetime).seconds),
      ])
  }

  /// The number of an address's user, who is made with an organisation of the same name if need be.
  private static func user(
    of email: String, _ plan: Plan?, _ now: WallTime, in database: SQLiteDatabase
  ) throws(SQLiteError) -> SQLiteValue {
    let known = try database.value("SELECT id FROM users WHERE email = ?", [.text(email)])
    guard known == .null else { return known }
    let user = try database.value(
      "INSERT INTO users (email, created_at) VALUES (?, ?) RETURNING id",
      [.text(email), .integer(now.seconds)])
    let organisation = try database.value(
      "INSERT INTO organisations (name, plan, created_at) VALUES (?, ?, ?) RETURNING id",
      [.text(email), .text((plan ?? .hobby).rawValue), .integer(now.seconds)])
    try database.execute(
      """
      INSERT INTO memberships (user_id, organisation_id, role, created_at)
      VALUES (?, ?, 'owner', ?)
      """, [user, organisation, .integer(now.seconds)])
    return user
  }
}

extension Session {
  /// The session in a row, or nil for one that the schema does not allow.
  fileprivate init?(row: [SQLiteValue], on day: Int64) {
    guard let userID = row[0].integerValue, let email = row[1].textValue,
      let isAdmin = row[2].integerValue, let organisationID = row[3].integerValue,
      let name = row[4].textValue, let plan = row[5].textValue.flatMap(Plan.init(rawValue:))
    else { return nil }
    self.init(
      userID: userID, email: email, isAdmin: isAdmin != 0,
      organisation: Organisation(id: organisationID, name: name), plan: plan,
      draftsToday: Int(row[6].integerValue ?? 0), day: day)
  }
}
