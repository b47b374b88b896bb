/// The steps that bring a database of any earlier version to today's.
///
/// `user_version` counts the steps a file has taken. A step that was released is never changed.
enum Migrations {
  static let steps: [[String]] = [
    [
      """
      CREATE TABLE users (
        id INTEGER PRIMARY KEY,
        email TEXT NOT NULL UNIQUE,
        plan TEXT NOT NULL CHECK (plan IN ('hobby', 'pro', 'team', 'enterprise')),
        created_at INTEGER NOT NULL
      ) STRICT
      """,
      """
      CREATE TABLE sessions (
        token_hash BLOB PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        created_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE preview_cache (
        key BLOB PRIMARY KEY,
        spec TEXT NOT NULL,
        input_tokens INTEGER NOT NULL,
        output_tokens INTEGER NOT NULL,
        expires_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID
      """,
    ],
    organisationsAndLimits,
    magicLinks,
  ]

  /// Links that log their holder in once; of their secrets only the hashes.
  private static let magicLinks = [
    """
    CREATE TABLE magic_links (
      token_hash BLOB PRIMARY KEY,
      email TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      consumed_at INTEGER
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX magic_links_by_expiry ON magic_links (expires_at)",
  ]

  /// The plan moves to the organisation that pays for it; days are counted.
  private static let organisationsAndLimits = [
    """
    CREATE TABLE organisations (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      plan TEXT NOT NULL CHECK (plan IN ('hobby', 'pro', 'team', 'enterprise')),
      created_at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE memberships (
      id INTEGER PRIMARY KEY,
      user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      organisation_id INTEGER NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
      role TEXT NOT NULL CHECK (role IN ('owner', 'member')),
      created_at INTEGER NOT NULL,
      UNIQUE (user_id, organisation_id)
    ) STRICT
    """,
    "CREATE INDEX memberships_by_organisation ON memberships (organisation_id)",
    // Each user of before becomes the owner of an organisation with the user's number.
    """
    INSERT INTO organisations (id, name, plan, created_at)
    SELECT id, email, plan, created_at FROM users
    """,
    """
    INSERT INTO memberships (user_id, organisation_id, role, created_at)
    SELECT id, id, 'owner', created_at FROM users ORDER BY id
    """,
    "ALTER TABLE users DROP COLUMN plan",
    """
    ALTER TABLE users
    ADD COLUMN is_admin INTEGER NOT NULL DEFAULT 0 CHECK (is_admin IN (0, 1))
    """,
    "ALTER TABLE sessions RENAME TO sessions_of_before",
    """
    CREATE TABLE sessions (
      token_hash BLOB PRIMARY KEY,
      user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      organisation_id INTEGER NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO sessions (token_hash, user_id, organisation_id, created_at, expires_at)
    SELECT token_hash, user_id, user_id, created_at, expires_at FROM sessions_of_before
    """,
    "DROP TABLE sessions_of_before",
    "CREATE INDEX sessions_by_user ON sessions (user_id)",
    "CREATE INDEX sessions_by_organisation ON sessions (organisation_id)",
    "CREATE INDEX sessions_by_expiry ON sessions (expires_at)",
    "CREATE INDEX preview_cache_by_expiry ON preview_cache (expires_at)",
    """
    CREATE TABLE daily_counts (
      name TEXT NOT NULL,
      key TEXT NOT NULL,
      day INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (name, key, day)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX daily_counts_by_day ON daily_counts (day)",
    """
    CREATE TABLE preview_cache_total (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      entries INTEGER NOT NULL,
      bytes INTEGER NOT NULL
    ) STRICT
    """,
    """
    INSERT INTO preview_cache_total (id, entries, bytes)
    SELECT 1, count(*), coalesce(sum(length(CAST(spec AS BLOB))), 0) FROM preview_cache
    """,
    """
    CREATE TRIGGER preview_cache_added AFTER INSERT ON preview_cache BEGIN
      UPDATE preview_cache_total
      SET entries = entries + 1, bytes = bytes + length(CAST(new.spec AS BLOB));
    END
    """,
    """
    CREATE TRIGGER preview_cache_removed AFTER DELETE ON preview_cache BEGIN
      UPDATE preview_cache_total
      SET entries = entries - 1, bytes = bytes - length(CAST(old.spec AS BLOB));
    END
    """,
  ]

  /// The tables that users fill, those that refer to others before them; triggers keep the rest.
  static let tables = [
    "sessions", "memberships", "users", "organisations", "preview_cache", "magic_links",
    "daily_counts",
  ]

  /// The version of a database that has taken all steps.
  static let newest = steps.count

  /// An empty database of today's form: a simulated world needs one, and there are thousands.
  static let image = Result { () throws(SQLiteError) in
    let database = try SQLiteDatabase(path: SQLiteDatabase.inMemory)
    try run(on: database)
    return database.image
  }

  /// Takes the steps that the database has not taken, each as a whole or not at all.
  static func run(on database: SQLiteDatabase) throws(SQLiteError) {
    guard try version(of: database) < newest else { return }
    for index in steps.indices {
      try database.transaction { () throws(SQLiteError) in
        // Inside, since another process may take the same step at the same time.
        guard try version(of: database) == index else { return }
        for statement in steps[index] { try database.execute(statement) }
        try database.execute("PRAGMA user_version = \(index + 1)")
      }
    }
  }

  /// How many steps a database has taken.
  static func version(of database: SQLiteDatabase) throws(SQLiteError) -> Int {
    Int(try database.value("PRAGMA user_version").integerValue ?? 0)
  }
}
