import Testing
import World

@testable import Service

/// Log-in links in the database: used once, whoever asks for them.
@Suite struct LinkStoreTests {
  private let link = MagicLink(token: String(repeating: "0a", count: 32))

  private func store(
    in world: World, _ path: String = SQLiteDatabase.inMemory
  ) throws(StoreError) -> Store {
    try Store(in: world, path: path, statementCost: .uniform(0, 0.002))
  }

  /// Lets many redeem the link at once, and counts who got a session.
  private func rush(_ count: Int, on store: Store, in world: World, _ won: Box<[String]>) async {
    await withDiscardingTaskGroup { group in
      for number in 0..<count {
        group.addTask {
          await #expect(throws: Never.self) {
            let secret = "\(world.name)-\(number)"
            let session = try await store.redeem(link, opening: secret, at: world.wallTime)
            if session != nil { won.value.append(secret) }
          }
        }
      }
    }
  }

  @Test func `of a hundred at once one wins, and only that one has a session`() throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      let loop = Loop.simulated(SimOptions(seed: seed))
      let world = World("service", on: loop)
      let store = try store(in: world)
      let won = Box<[String]>([])
      world.spawn("test") {
        await #expect(throws: Never.self) {
          try await store.keep(link, for: "a@b.example", at: world.wallTime)
          await rush(100, on: store, in: world, won)
          let rows = try await store.run { try $0.execute("SELECT token_hash FROM sessions") }
          #expect(rows == won.value.map { [.blob(SHA256Digest.of($0))] }, "seed \(seed)")
        }
        await store.close()
      }
      #expect(loop.run(until: .never) == .idle)
      #expect(won.value.count == 1, "seed \(seed)")
    }
  }

  @Test func `two processes with one file let one in`() throws {
    let file = DatabaseFile("links")
    defer { file.remove() }
    let loop = try Loop.live(LiveOptions(seed: 1))
    let worlds = ["one", "two"].map { World($0, on: loop) }
    // Each has a thread of its own, as two processes would have.
    let stores = try worlds.map { try store(in: $0, file.path) }
    let won = Box<[String]>([])
    worlds[0].spawn("test") {
      await #expect(throws: Never.self) {
        try await stores[0].keep(link, for: "a@b.example", at: worlds[0].wallTime)
        await withDiscardingTaskGroup { group in
          for (store, world) in zip(stores, worlds) {
            group.addTask { await rush(50, on: store, in: world, won) }
          }
        }
      }
      for store in stores { await store.close() }
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(won.value.count == 1)
  }

  @Test func `of the secret only the hash is kept`() throws {
    let file = DatabaseFile("hash")
    defer { file.remove() }
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("service", on: loop)
    let store = try store(in: world, file.path)
    world.spawn("test") {
      await #expect(throws: Never.self) {
        try await store.keep(link, for: "marker@b.example", at: world.wallTime)
        try await store.run { try $0.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
      }
      await store.close()
    }
    #expect(loop.run(until: .never) == .idle)
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.contains("marker@b.example"))
    #expect(!text.contains(link.token))
  }

  @Test func `a session that cannot be opened leaves the link unused`() throws {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("service", on: loop)
    let store = try store(in: world)
    world.spawn("test") {
      do {
        try await store.keep(link, for: "a@b.example", at: world.wallTime)
        try await store.run { database in
          try database.execute(
            """
            CREATE TRIGGER full BEFORE INSERT ON sessions
            BEGIN SELECT RAISE (ABORT, 'no more sessions'); END
            """)
        }
        await #expect(throws: SQLiteError.self) {
          try await store.redeem(link, opening: "1", at: world.wallTime)
        }
        try await store.run { try $0.execute("DROP TRIGGER full") }
        let session = try await store.redeem(link, opening: "2", at: world.wallTime)
        #expect(session?.email == "a@b.example")
      } catch {
        Issue.record(error)
      }
      await store.close()
    }
    #expect(loop.run(until: .never) == .idle)
  }

  @Test func `links that are over are cleared, used or not`() throws {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("service", on: loop)
    let store = try store(in: world)
    world.spawn("test") {
      await #expect(throws: Never.self) {
        for digit in ["1", "2"] {
          let link = MagicLink(token: String(repeating: digit, count: 64))
          try await store.keep(link, for: "a@b.example", at: world.wallTime)
        }
        let first = MagicLink(token: String(repeating: "1", count: 64))
        _ = try await store.redeem(first, opening: "s", at: world.wallTime)
        await world.sleep(for: ServiceLimits.sweepInterval)
        try await store.keep(link, for: "a@b.example", at: world.wallTime)
        let rows = try await store.run { try $0.execute("SELECT token_hash FROM magic_links") }
        #expect(rows == [[.blob(link.hash)]])
      }
      await store.close()
    }
    #expect(loop.run(until: .never) == .idle)
  }
}
