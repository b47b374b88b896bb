import World

/// What the service remembers. Every access runs on the database lane, so each one suspends.
final class Store: @unchecked Sendable {  // The database is used on the lane only.
  private let database: SQLiteDatabase
  private let lane: BlockingLane
  private let cost: Distribution

  /// Opens the database and brings it to today's form.
  init(in world: World, path: String, statementCost: Distribution) throws(SQLiteError) {
    database = try SQLiteDatabase(path: path)
    try Migrations.run(on: database)
    lane = world.lane("database")
    cost = statementCost
  }

  /// Ends the lane and closes the database; nothing may be asked for afterwards.
  func close() async {
    _ = try? await run { $0.close() }
    lane.close()
  }

  // MARK: Users and sessions

  /// Adds users with their sessions, all or none.
  func add(_ users: [SeededUser], at now: WallTime) async throws {
    let expiry = now + ServiceLimits.sessionLifetime
    try await run { database in
      try database.transaction { () throws(SQLiteError) in
        for user in users { try Self.add(user, now, expiry, to: database) }
      }
    }
  }

  private static func add(
    _ user: SeededUser, _ now: WallTime, _ expiry: WallTime, to database: SQLiteDatabase
  ) throws(SQLiteError) {
    let rows = try database.execute(
      "INSERT INTO users (email, plan, created_at) VALUES (?, ?, ?) RETURNING id",
      [.text(user.email), .text(user.plan.rawValue), .integer(now.seconds)])
    try database.execute(
      "INSERT INTO sessions (token_hash, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
      [
        .blob(SHA256Digest.of(user.sessionToken)), rows.first?.first ?? .null,
        .integer(now.seconds), .integer(expiry.seconds),
      ])
  }

  /// The session of a token, or nil when there is none or it has expired.
  func session(token: String, at now: WallTime) async throws -> Session? {
    let hash = SHA256Digest.of(token)
    let rows = try await run { database in
      try database.execute(
        """
        SELECT users.email, users.plan FROM sessions JOIN users ON users.id = sessions.user_id
        WHERE sessions.token_hash = ? AND sessions.expires_at > ?
        """, [.blob(hash), .integer(now.seconds)])
    }
    guard let row = rows.first, let email = row[0].textValue,
      let plan = row[1].textValue.flatMap(Plan.init(rawValue:))
    else { return nil }
    return Session(email: email, plan: plan)
  }

  // MARK: Cache

  /// The spec kept under a key, unless its time is over.
  func cachedSpec(_ key: [UInt8], at now: WallTime) async throws -> CachedSpec? {
    let rows = try await run { database in
      try database.execute(
        """
        SELECT spec, input_tokens, output_tokens FROM preview_cache
        WHERE key = ? AND expires_at > ?
        """, [.blob(key), .integer(now.seconds)])
    }
    guard let row = rows.first, let json = row[0].textValue,
      let input = row[1].integerValue, let output = row[2].integerValue
    else { return nil }
    return CachedSpec(
      json: json, usage: TokenUsage(inputTokens: Int(input), outputTokens: Int(output)))
  }

  /// Keeps a spec under a key until `expiry`, in the place of an older one.
  func cache(_ spec: CachedSpec, under key: [UInt8], until expiry: WallTime) async throws {
    try await run { database in
      try database.execute(
        """
        INSERT INTO preview_cache (key, spec, input_tokens, output_tokens, expires_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET spec = excluded.spec,
          input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
          expires_at = excluded.expires_at
        """,
        [
          .blob(key), .text(spec.json), .integer(Int64(spec.usage.inputTokens)),
          .integer(Int64(spec.usage.outputTokens)), .integer(expiry.seconds),
        ])
      return
    }
  }

  private func run<Value: Sendable>(
    _ work: @escaping @Sendable (SQLiteDatabase) throws -> Value
  ) async throws -> Value {
    let database = database
    return try await lane.run(cost: cost) { try work(database) }
  }
}
