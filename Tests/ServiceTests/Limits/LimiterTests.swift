import Testing
import World

@testable import Service

@Suite struct LimiterTests {
  /// What many users of one share got.
  private struct Tally {
    var passed = 0
    var rejections: [Rejection] = []
    var remaining: [Int] = []
    var days: [Int64] = []
  }

  private static let noon = WallTime(seconds: 1_777_636_800)  // 2026-05-01T12:00:00Z
  private static let beforeMidnight = WallTime(seconds: 1_777_679_999)  // 2026-05-01T23:59:59Z

  private func limit(_ limit: Int, key: String = "7") -> DailyLimit {
    DailyLimit(name: .previews, key: key, limit: limit)
  }

  /// Runs a part on a store in memory.
  private func run(
    seed: UInt64 = 1, from epoch: WallTime = noon, bugs: KnownBugs = [],
    _ act: @escaping @Sendable (Limiter, World) async throws -> Void
  ) throws {
    var options = SimOptions(seed: seed)
    options.epoch = epoch
    let loop = Loop.simulated(options)
    let world = World("service", on: loop)
    let store = try Store(in: world, path: ":memory:", statementCost: .uniform(0, 0.002))
    world.spawn("test") {
      do {
        try await act(Limiter(world: world, store: store, bugs: bugs), world)
      } catch {
        Issue.record(error)
      }
      await store.close()
    }
    #expect(loop.run(until: .start + .seconds(10 * 86_400)) == .idle)
  }

  /// Lets users take places of one share, spread over some time.
  private func crowd(
    _ attempts: Int, at limit: DailyLimit, over seconds: Double, _ limiter: Limiter,
    in world: World
  ) async -> Tally {
    let tally = Box(Tally())
    await withDiscardingTaskGroup { users in
      for number in 0..<attempts {
        var random = world.random.child("users").child(number)
        let pause = Distribution.uniform(0, seconds).duration(from: &random)
        users.addTask {
          await world.sleep(for: pause)
          do {
            let ticket = try await limiter.take(limit)
            tally.value.passed += 1
            tally.value.remaining.append(ticket.count.remaining)
            tally.value.days.append(ticket.count.day)
          } catch let rejection as Rejection {
            tally.value.rejections.append(rejection)
          } catch {
            Issue.record(error)
          }
        }
      }
    }
    return tally.value
  }

  @Test(arguments: [
    (200, 40),  // Far more than may pass.
    (41, 40),  // One too many.
    (40, 40),  // Just as many as may.
    (3, 40),  // Fewer.
    (5, 0),  // Nobody may.
  ])
  func `as many pass as the limit says, whoever comes first`(attempts: Int, most: Int) throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      try run(seed: seed) { limiter, world in
        let tally = await crowd(attempts, at: limit(most), over: 0.1, limiter, in: world)

        let passing = min(most, attempts)
        #expect(tally.passed == passing, "seed \(seed)")
        #expect(tally.rejections.count == attempts - passing, "seed \(seed)")
        #expect(tally.remaining.sorted() == Array((most - passing)..<most), "seed \(seed)")
      }
    }
  }

  @Test func `a limit that is looked at first and counted later lets too many pass`() throws {
    try run(bugs: .checkThenActLimits) { limiter, world in
      let tally = await crowd(200, at: limit(40), over: 0.1, limiter, in: world)
      #expect(tally.passed > 40)
    }
  }

  @Test func `at midnight in UTC every share is whole again`() throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      try run(seed: seed, from: Self.beforeMidnight) { limiter, world in
        let tally = await crowd(200, at: limit(30), over: 2, limiter, in: world)

        let first = Self.beforeMidnight.day
        #expect(tally.days.count { $0 == first } == 30, "seed \(seed)")
        #expect(tally.days.count { $0 == first + 1 } == 30, "seed \(seed)")
      }
    }
  }

  @Test func `the rejection tells how many pass, and when the next may come`() throws {
    try run(from: Self.beforeMidnight) { limiter, world in
      let rejection = await #expect(throws: Rejection.self) { try await limiter.take(limit(0)) }

      #expect(rejection?.status == 429)
      #expect(rejection?.code == "rate_limited")
      #expect(
        rejection?.fields == [
          "x-ratelimit-limit": "0", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1",
          "retry-after": "1",
        ])
    }
  }

  @Test func `a place is given back once, however often it is asked for`() throws {
    try run { limiter, world in
      let tickets = [try await limiter.take(limit(2)), try await limiter.take(limit(2))]
      await withDiscardingTaskGroup { group in
        for _ in 0..<5 {
          group.addTask {
            await #expect(throws: Never.self) { try await limiter.giveBack(tickets[0]) }
          }
        }
      }

      #expect(try await limiter.store.count(of: limit(2), on: world.wallTime.day) == 1)
      #expect(try await limiter.take(limit(2)).count.remaining == 0)
    }
  }

  @Test func `a place goes back into the day that it was taken from`() throws {
    try run(from: Self.beforeMidnight) { limiter, world in
      let old = try await limiter.take(limit(5))
      await world.sleep(for: .seconds(2))
      _ = try await limiter.take(limit(5))
      try await limiter.giveBack(old)

      #expect(try await limiter.store.count(of: limit(5), on: world.wallTime.day) == 1)
      #expect(try await limiter.store.count(of: limit(5), on: old.count.day) == 0)
    }
  }

  @Test func `keys and names have shares of their own`() throws {
    try run { limiter, world in
      _ = try await limiter.take(limit(1, key: "7"))
      _ = try await limiter.take(limit(1, key: "8"))
      _ = try await limiter.take(DailyLimit(name: .logins, key: "7", limit: 1))
      await #expect(throws: Rejection.self) { try await limiter.take(limit(1, key: "7")) }
    }
  }

  @Test func `two processes with one file let no more pass than one`() throws {
    let file = DatabaseFile("two-processes")
    defer { file.remove() }
    let loop = try Loop.live(LiveOptions(seed: 1))
    let tallies = Box<[Tally]>([])
    let worlds = ["one", "two"].map { World($0, on: loop) }
    for world in worlds {
      // Each has a thread of its own, as two processes would have.
      let store = try Store(in: world, path: file.path, statementCost: .constant(0))
      world.spawn("test") {
        let limiter = Limiter(world: world, store: store, bugs: [])
        let tally = await crowd(100, at: limit(30), over: 0, limiter, in: world)
        tallies.value.append(tally)
        await store.close()
      }
    }

    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(tallies.value.count == 2)
    #expect(tallies.value.reduce(0) { $0 + $1.passed } == 30)
    #expect(tallies.value.reduce(0) { $0 + $1.rejections.count } == 170)
  }
}
