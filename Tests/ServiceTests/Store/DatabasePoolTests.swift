import Testing
import World

@testable import Service

struct DatabasePoolTests {
  private func filled() throws -> SQLiteDatabase {
    let database = try SQLiteDatabase(path: SQLiteDatabase.inMemory)
    try database.load(try Migrations.image.get())
    try database.execute("INSERT INTO users (email, created_at) VALUES ('a@x.example', 1)")
    try database.execute(
      "INSERT INTO organisations (name, plan, created_at) VALUES ('a', 'pro', 1)")
    try database.execute(
      """
      INSERT INTO memberships (user_id, organisation_id, role, created_at)
      VALUES (1, 1, 'owner', 1)
      """)
    try database.execute("INSERT INTO sessions VALUES (x'01', 1, 1, 1, 2)")
    try database.execute("INSERT INTO preview_cache VALUES (x'02', '{}', 1, 1, 2)")
    try database.execute("INSERT INTO magic_links VALUES (x'03', 'a@x.example', 1, 2, NULL)")
    try database.execute("INSERT INTO daily_counts VALUES ('previews', '1', 1, 1)")
    return database
  }

  private func rows(in database: SQLiteDatabase) throws -> [String: [[SQLiteValue]]] {
    var rows: [String: [[SQLiteValue]]] = [:]
    let tables = try database.execute(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for table in tables {
      guard let name = table[0].textValue else { continue }
      rows[name] = try database.execute("SELECT * FROM \(name)")
    }
    return rows
  }

  @Test func `who gets a database finds it as if it were new`() throws {
    let fresh = try SQLiteDatabase(path: SQLiteDatabase.inMemory)
    try fresh.load(try Migrations.image.get())
    let used = try filled()
    #expect(try rows(in: used).values.allSatisfy { !$0.isEmpty }, "every table is tried")
    let pool = DatabasePool()
    pool.keep(used)
    let next = try #require(pool.take())
    #expect(try rows(in: next) == rows(in: fresh))
    try next.execute("INSERT INTO users (email, created_at) VALUES ('b@x.example', 1)")
    #expect(try next.value("SELECT id FROM users") == .integer(1))
    #expect(pool.take() == nil)
  }

  @Test func `who gave a database back has none any more`() throws {
    let pool = DatabasePool()
    let used = try filled()
    pool.keep(used)
    #expect(throws: SQLiteError.self) { try used.execute("SELECT 1") }
    #expect(try #require(pool.take()).value("SELECT 1") == .integer(1))
  }

  @Test func `one that cannot be emptied, or has grown, is given up`() throws {
    let pool = DatabasePool()
    let broken = try filled()
    try broken.execute("DROP TABLE magic_links")
    pool.keep(broken)
    #expect(pool.take() == nil)
    let open = try filled()
    try open.execute("BEGIN")
    pool.keep(open)
    #expect(pool.take() == nil)
    let large = try filled()
    try large.execute("INSERT INTO preview_cache VALUES (x'04', hex(zeroblob(3000000)), 1, 1, 2)")
    pool.keep(large)
    #expect(pool.take() == nil)
  }

  @Test func `it holds a few and not all`() throws {
    let pool = DatabasePool()
    for _ in 0..<(ServiceLimits.pooledDatabases + 2) { pool.keep(try filled()) }
    var count = 0
    while pool.take() != nil { count += 1 }
    #expect(count == ServiceLimits.pooledDatabases)
  }
}
