import CSQLite
import Testing

@testable import Service

@Suite struct SQLiteDatabaseTests {
  private let database: SQLiteDatabase

  init() throws {
    database = try SQLiteDatabase(path: ":memory:")
    try database.execute("CREATE TABLE t (k INTEGER PRIMARY KEY, v ANY UNIQUE) STRICT")
  }

  @Test(
    arguments: [
      .null,  // No value is a value of its own.
      .integer(.min),  // 64 bits survive.
      .text(""),  // An empty text is no null.
      .text("caf\u{E9} \u{1F31E} \0 end"),  // Beyond ASCII, and a NUL inside.
      .blob([]),  // No bytes are no null.
      .blob([0, 255, 0]),  // Any bytes.
    ] as [SQLiteValue])
  func `a value comes back as it went in`(value: SQLiteValue) throws {
    try database.execute("INSERT INTO t (k, v) VALUES (1, ?)", [value])

    #expect(try database.execute("SELECT v FROM t") == [[value]])
  }

  @Test func `a broken constraint throws SQLite's code and words`() throws {
    try database.execute("INSERT INTO t VALUES (1, 'a')")

    let error = try #require(throws: SQLiteError.self) {
      try database.execute("INSERT INTO t VALUES (2, ?)", [.text("a")])
    }

    #expect(error.code == SQLITE_CONSTRAINT | (8 << 8))  // SQLITE_CONSTRAINT_UNIQUE
    #expect(error.primaryCode == SQLITE_CONSTRAINT)
    #expect(error.text == "UNIQUE constraint failed: t.v")
    #expect(error.action == "INSERT INTO t VALUES (2, ?)")
  }

  @Test func `a statement can be run again after it failed`() throws {
    let sql = "INSERT INTO t VALUES (?, ?)"
    try database.execute(sql, [.integer(1), .text("a")])
    #expect(throws: SQLiteError.self) {
      try database.execute(sql, [.integer(2), .text("a")])
    }

    try database.execute(sql, [.integer(3), .text("b")])

    #expect(try database.execute("SELECT count(*) FROM t") == [[.integer(2)]])
  }

  @Test func `nonsense is refused with its text`() throws {
    let error = try #require(throws: SQLiteError.self) { try database.execute("SELEC 1") }
    #expect(error.text.contains("syntax error"))
    #expect(error.action == "SELEC 1")
  }

  @Test func `a transaction that fails leaves nothing`() throws {
    #expect(throws: SQLiteError.self) {
      try database.transaction { () throws(SQLiteError) in
        try database.execute("INSERT INTO t VALUES (1, 'a')")
        try database.execute("INSERT INTO t VALUES (1, 'b')")
      }
    }

    #expect(try database.execute("SELECT count(*) FROM t") == [[.integer(0)]])
    try database.transaction { () throws(SQLiteError) in
      try database.execute("INSERT INTO t VALUES (1, 'a')")
    }
    #expect(try database.execute("SELECT count(*) FROM t") == [[.integer(1)]])
  }

  @Test func `a path that leads nowhere throws`() throws {
    let error = try #require(throws: SQLiteError.self) {
      try SQLiteDatabase(path: "/absent/file.db")
    }
    #expect(error.primaryCode == SQLITE_CANTOPEN)
    #expect(error.action == "open /absent/file.db")
  }

  @Test func `a closed database says so`() throws {
    database.close()
    let error = try #require(throws: SQLiteError.self) { try database.execute("SELECT 1") }
    #expect(error.text == "the database is closed")
  }

  @Test func `foreign keys are enforced`() throws {
    try Migrations.run(on: database)
    let error = try #require(throws: SQLiteError.self) {
      try database.execute("INSERT INTO sessions VALUES (x'00', 7, 7, 0, 0)")
    }
    #expect(error.text == "FOREIGN KEY constraint failed")
  }

  @Test func `migrations run once, and count their steps`() throws {
    try Migrations.run(on: database)
    try Migrations.run(on: database)

    let version = try database.execute("PRAGMA user_version")
    #expect(version == [[.integer(Int64(Migrations.steps.count))]])
  }
}
