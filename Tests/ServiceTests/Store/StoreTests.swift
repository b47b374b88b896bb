import Testing
import World

@testable import Service

@Suite struct StoreTests {
  private func run(
    _ path: String = ":memory:",
    _ act: @escaping @Sendable (Store, World) async throws -> Void
  ) throws {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("service", on: loop)
    let store = try Store(in: world, path: path, statementCost: .constant(0.001))
    world.spawn("test") {
      do {
        try await act(store, world)
      } catch {
        Issue.record(error)
      }
      await store.close()
    }
    #expect(loop.run(until: .start + .seconds(60 * 86_400)) == .idle)
  }

  private static let user = SeededUser(email: "a@b.example", plan: .pro, sessionToken: "secret")

  @Test func `a session lasts for its lifetime, to the second`() throws {
    try run { store, world in
      try await store.add([Self.user], at: world.wallTime)
      let end = world.wallTime + ServiceLimits.sessionLifetime

      let last = try await store.session(token: "secret", at: end + .seconds(-1))
      let late = try await store.session(token: "secret", at: end)

      #expect(last?.email == "a@b.example")
      #expect(last?.plan == .pro)
      #expect(late == nil)
    }
  }

  @Test func `only the very token opens a session`() throws {
    try run { store, world in
      try await store.add([Self.user], at: world.wallTime)
      for token in ["", "Secret", "secret ", "secre"] {
        #expect(try await store.session(token: token, at: world.wallTime) == nil)
      }
    }
  }

  @Test func `users are added all or none`() throws {
    try run { store, world in
      let other = SeededUser(email: "c@d.example", plan: .team, sessionToken: "other")
      try await store.run { database in
        try database.execute(
          """
          CREATE TRIGGER full BEFORE INSERT ON users WHEN new.email = 'a@b.example'
          BEGIN SELECT RAISE (ABORT, 'no more users'); END
          """)
      }
      await #expect(throws: SQLiteError.self) {
        try await store.add([other, Self.user], at: world.wallTime)
      }
      let session = try await store.session(token: "other", at: world.wallTime)
      #expect(session == nil)
    }
  }

  @Test func `a cached spec lasts until its expiry, and a newer one replaces it`() throws {
    try run { store, world in
      let now = world.wallTime
      let usage = TokenUsage(inputTokens: 1, outputTokens: 2)
      try await store.cache(
        CachedSpec(json: "{}", usage: usage), under: [1], until: now + .seconds(10))
      #expect(try await store.cachedSpec([1], at: now + .seconds(9))?.json == "{}")
      #expect(try await store.cachedSpec([1], at: now + .seconds(10)) == nil)
      #expect(try await store.cachedSpec([2], at: now) == nil)

      try await store.cache(
        CachedSpec(json: "[]", usage: usage), under: [1], until: now + .seconds(30))
      #expect(
        try await store.cachedSpec([1], at: now + .seconds(20))
          == CachedSpec(json: "[]", usage: usage))
    }
  }

  @Test func `every access takes its cost, one after the other`() throws {
    try run { store, world in
      let start = world.now
      _ = try await store.session(token: "x", at: world.wallTime)
      _ = try await store.session(token: "x", at: world.wallTime)
      #expect(world.now - start == .milliseconds(2))
    }
  }

  @Test func `a file keeps what was stored, and is in WAL mode`() throws {
    let file = DatabaseFile("keeps")
    defer { file.remove() }
    try run(file.path) { store, world in try await store.add([Self.user], at: world.wallTime) }

    try run(file.path) { store, world in
      let session = try await store.session(token: "secret", at: world.wallTime)
      #expect(session?.plan == .pro)
    }
    let database = try SQLiteDatabase(path: file.path)
    #expect(try database.execute("PRAGMA journal_mode") == [[.text("wal")]])
    #expect(
      try database.execute("SELECT count(*) FROM sessions WHERE token_hash = 'secret'")
        == [[.integer(0)]])
  }
}
