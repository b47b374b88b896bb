import CSQLite
import Testing
import World

@testable import Service

@Suite struct MigrationsTests {
  private let file = DatabaseFile("migrations")

  /// A database as the first release left it, with two users.
  private func firstRelease() throws -> SQLiteDatabase {
    let database = try SQLiteDatabase(path: file.path)
    try database.useWriteAheadLog()
    for statement in Migrations.steps[0] { try database.execute(statement) }
    try database.execute("PRAGMA user_version = 1")
    try database.execute("INSERT INTO users VALUES (3, 'a@b.example', 'pro', 10)")
    try database.execute("INSERT INTO users VALUES (8, 'c@d.example', 'team', 11)")
    try database.execute("INSERT INTO sessions VALUES (?, 8, 11, 99999999999)", [token])
    try database.execute("INSERT INTO preview_cache VALUES (x'01', 'ééé', 1, 2, 99999999999)")
    return database
  }

  private var token: SQLiteValue { .blob(SHA256Digest.of("secret")) }

  private func open() throws -> (Store, World, Loop) {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("service", on: loop)
    let store = try Store(in: world, path: file.path, statementCost: .constant(0))
    return (store, world, loop)
  }

  @Test func `users of the first release keep plan and session, in an organisation of their own`()
    throws
  {
    defer { file.remove() }
    try firstRelease().close()
    let (store, world, loop) = try open()
    world.spawn("test") {
      await #expect(throws: Never.self) {
        let session = try await store.session(token: "secret", at: world.wallTime)
        #expect(
          session
            == Session(
              userID: 8, email: "c@d.example", isAdmin: false,
              organisation: Session.Organisation(id: 8, name: "c@d.example"), plan: .team,
              draftsToday: 0, day: world.wallTime.day))
        let rows = try await store.run { try $0.execute("SELECT * FROM preview_cache_total") }
        #expect(rows == [[.integer(1), .integer(1), .integer(6)]], "bytes, not characters")
        #expect(try await store.cachedSpec([1], at: world.wallTime)?.json == "ééé")
      }
      await store.close()
    }
    #expect(loop.run(until: .never) == .idle)
  }

  @Test func `a step that fails in its middle leaves the database as it was`() throws {
    defer { file.remove() }
    let database = try firstRelease()
    // The last table of the second step: nearly all of the step has been done when it fails.
    try database.execute("CREATE TABLE preview_cache_total (surprise TEXT)")
    let before = try schema(of: database)
    database.close()

    let error = try #require(throws: StoreError.self) { try open() }

    #expect("\(error)".contains("table preview_cache_total already exists"))
    let after = try SQLiteDatabase(path: file.path)
    #expect(try schema(of: after) == before)
    #expect(try after.execute("SELECT plan FROM users") == [[.text("pro")], [.text("team")]])
    #expect(try Migrations.version(of: after) == 1)
    try after.execute("DROP TABLE preview_cache_total")
    after.close()
    let (store, _, _) = try open()
    #expect(try Migrations.version(of: store.database) == Migrations.newest)
  }

  @Test func `a step is taken once, even by two at the same time`() throws {
    defer { file.remove() }
    let database = try firstRelease()
    let other = try SQLiteDatabase(path: file.path)
    try Migrations.run(on: other)
    try Migrations.run(on: database)
    #expect(try Migrations.version(of: database) == Migrations.newest)
    #expect(try database.execute("SELECT count(*) FROM organisations") == [[.integer(2)]])
  }

  @Test func `a newer schema is refused with both versions, and its file untouched`() throws {
    defer { file.remove() }
    let newer = try SQLiteDatabase(path: file.path)
    try newer.execute("CREATE TABLE from_the_future (k INTEGER)")
    try newer.execute("PRAGMA user_version = 41")
    newer.close()
    let bytes = file.bytes

    let error = try #require(throws: StoreError.self) { try open() }

    #expect(error == .newerSchema(file: file.path, version: 41, known: Migrations.newest))
    #expect(
      "\(error)" == """
        \(file.path) has schema version 41, this release knows versions up to \
        \(Migrations.newest): start the newer release, or name another file
        """)
    #expect(file.bytes == bytes)
  }

  @Test func `every statement that looks for a row has an index`() throws {
    let database = try SQLiteDatabase(path: ":memory:")
    try Migrations.run(on: database)
    let conditions = [
      "daily_counts WHERE name = ? AND key = ? AND day = ?", "daily_counts WHERE day < ?",
      "sessions WHERE token_hash = ?", "sessions WHERE expires_at <= ?",
      "sessions WHERE user_id = ?", "preview_cache WHERE expires_at <= ?",
      "magic_links WHERE token_hash = ?", "magic_links WHERE expires_at <= ?",
      "memberships WHERE user_id = ?", "users WHERE email = ?",
    ]
    for condition in conditions {
      let count = condition.count { $0 == "?" }
      let plan = try database.execute(
        "EXPLAIN QUERY PLAN SELECT 1 FROM \(condition)",
        Array(repeating: .integer(1), count: count))
      #expect(plan.allSatisfy { $0[3].textValue?.hasPrefix("SEARCH") == true }, "\(condition)")
    }
  }

  private func schema(of database: SQLiteDatabase) throws -> [[SQLiteValue]] {
    try database.execute("SELECT name, sql FROM sqlite_schema ORDER BY name")
  }
}
