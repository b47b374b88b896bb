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
    ]
  ]

  /// Takes the steps that the database has not taken, each as a whole or not at all.
  static func run(on database: SQLiteDatabase) throws(SQLiteError) {
    let taken = Int(try database.execute("PRAGMA user_version").first?.first?.integerValue ?? 0)
    guard taken < steps.count else { return }
    for index in taken..<steps.count {
      try database.transaction { () throws(SQLiteError) in
        for statement in steps[index] { try database.execute(statement) }
        try database.execute("PRAGMA user_version = \(index + 1)")
      }
    }
  }
}
