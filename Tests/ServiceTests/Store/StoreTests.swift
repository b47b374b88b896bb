import Testing
import World

@testable import Service

@Suite struct StoreTests {
  private func run(
    _ path: String = ":memory:", _ bounds: CacheBounds = .standard,
    _ act: @escaping @Sendable (Store, World) async throws -> Void
  ) throws {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("service", on: loop)
    let store = try Store(
      in: world, path: path, statementCost: .constant(0.001), cacheBounds: bounds)
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
        CachedSpec(json: "{}", usage: usage), under: [1], until: now + .seconds(10), at: now)
      #expect(try await store.cachedSpec([1], at: now + .seconds(9))?.json == "{}")
      #expect(try await store.cachedSpec([1], at: now + .seconds(10)) == nil)
      #expect(try await store.cachedSpec([2], at: now) == nil)

      try await store.cache(
        CachedSpec(json: "[]", usage: usage), under: [1], until: now + .seconds(30), at: now)
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

  @Test func `the membership that was made first wins on every log-in`() throws {
    try run { store, world in
      let now = world.wallTime
      _ = try await store.logIn("a@b.example", .pro, token: "1", at: now)
      try await store.run { database in
        try database.execute(
          "INSERT INTO organisations VALUES (90, 'Old', 'enterprise', 1), (80, 'New', 'team', 1)")
        // Rows in another order than the times they name, and two of one second.
        for (number, organisation, second) in [(7, 80, now.seconds), (9, 90, now.seconds - 5)] {
          try database.execute(
            "INSERT INTO memberships VALUES (?, 1, ?, 'member', ?)",
            [.integer(Int64(number)), .integer(Int64(organisation)), .integer(second)])
        }
      }
      for token in ["2", "3"] {
        let session = try await store.logIn("a@b.example", nil, token: token, at: now)
        #expect(session.organisation.name == "Old")
        #expect(session.plan == .enterprise)
      }
      #expect(try await store.session(token: "1", at: now)?.organisation.name == "a@b.example")
    }
  }

  @Test func `what is over is cleared a part at a time, and what counts stays`() throws {
    try run { store, world in
      let most = ServiceLimits.sweepRows
      let today = world.wallTime.day
      try await Self.fill(store, days: [today - 1: 1, today - 2: most + 10], at: world.wallTime)
      let limit = DailyLimit(name: .previews, key: "me", limit: 5)

      _ = try await store.take([limit], at: world.wallTime)
      #expect(try await Self.rows(store, "daily_counts") == 12, "one part of the old day is gone")
      #expect(try await Self.rows(store, "sessions") == 0)
      #expect(try await Self.rows(store, "preview_cache") == 0)
      #expect(try await Self.rows(store, "preview_cache_total WHERE entries = 0") == 1)

      _ = try await store.take([limit], at: world.wallTime)
      #expect(try await Self.rows(store, "daily_counts") == 2, "yesterday and today")
    }
  }

  @Test func `between two clearings a write clears nothing`() throws {
    try run { store, world in
      let limit = DailyLimit(name: .previews, key: "me", limit: 50)
      _ = try await store.take([limit], at: world.wallTime)
      try await Self.fill(store, days: [world.wallTime.day - 2: 3], at: world.wallTime)
      _ = try await store.take([limit], at: world.wallTime)
      #expect(try await Self.rows(store, "daily_counts") == 4)

      await world.sleep(for: ServiceLimits.sweepInterval)
      _ = try await store.take([limit], at: world.wallTime)
      #expect(try await Self.rows(store, "daily_counts") == 1)
    }
  }

  @Test(arguments: [
    (CacheBounds(entries: 3, bytes: 1000), [3, 4, 5]),  // The three that last longest.
    (CacheBounds(entries: 100, bytes: 8), [4, 5]),  // Two of four bytes; characters would be four.
    (CacheBounds(entries: 100, bytes: 20), [1, 2, 3, 4, 5]),  // All fit, just.
  ])
  func `a full cache loses what would expire first`(bounds: CacheBounds, kept: [UInt8]) throws {
    try run(":memory:", bounds) { store, world in
      let now = world.wallTime
      let spec = CachedSpec(json: "éé", usage: TokenUsage(inputTokens: 1, outputTokens: 2))
      for key in [5, 1, 3, 2, 4] as [UInt8] {
        try await store.cache(
          spec, under: [key], until: now + .seconds(Int64(key) * 100), at: now)
      }
      var found: [UInt8] = []
      for key in 1...5 as ClosedRange<UInt8> where try await store.cachedSpec([key], at: now) != nil
      {
        found.append(key)
      }
      #expect(found == kept)
    }
  }

  @Test func `a spec that is kept again counts once`() throws {
    try run { store, world in
      let now = world.wallTime
      for json in ["{}", "[1,2]"] {
        let spec = CachedSpec(json: json, usage: TokenUsage(inputTokens: 1, outputTokens: 2))
        try await store.cache(spec, under: [1], until: now + .seconds(10), at: now)
      }
      #expect(
        try await store.run { try $0.execute("SELECT entries, bytes FROM preview_cache_total") }
          == [[.integer(1), .integer(5)]])
    }
  }

  private static func rows(_ store: Store, _ table: String) async throws -> Int64? {
    try await store.run { try $0.value("SELECT count(*) FROM \(table)").integerValue }
  }

  /// Puts rows of past days, and a session and a spec that are over, into a database.
  private static func fill(_ store: Store, days: [Int64: Int], at now: WallTime) async throws {
    try await store.add([user], at: now + ServiceLimits.sessionLifetime * -1)
    try await store.run { database in
      for (day, count) in days.sorted(by: { $0.key < $1.key }) {
        for number in 0..<count {
          try database.execute(
            "INSERT INTO daily_counts VALUES ('previews', ?, ?, 1)",
            [.text("\(number)"), .integer(day)])
        }
      }
      try database.execute("INSERT INTO preview_cache VALUES (x'01', '{}', 1, 1, 5)")
    }
  }
}
