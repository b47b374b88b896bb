import Testing
import World

@Suite struct LeftoverTests {
  @Test(arguments: Arm.allCases) func `a closed listener lets go of who listened`(arm: Arm) throws {
    let loop = try arm.loop()
    let world = World("far", on: loop)
    weak var holder: Box<Listener?>?
    do {
      // As a server does: it holds the listener, which calls it.
      let box = Box<Listener?>(nil)
      box.value = try world.listen(at: arm.address(world)) { _ in box.value?.close() }
      holder = box
      box.value?.close()
    }
    #expect(holder == nil)
  }

  @Test func `tasks, connections, timers and lanes that stay are named`() throws {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let lane = far.lane("database")
    _ = try far.listen(at: Address("far", port: 1)) { _ in }
    for _ in 0..<2 {
      near.spawn("forgotten") {
        _ = try? await near.connect(to: Address("far", port: 1), by: near.now + .seconds(5))
        await near.sleep(for: .seconds(1000))
      }
    }
    far.spawn("query") { await lane.run(cost: .constant(1000)) {} }
    #expect(loop.run(until: .start + .seconds(10)) == .limit)
    #expect(
      near.leftovers == [
        .connections(count: 2), .tasks(name: "forgotten", count: 2), .timers(count: 2),
      ])
    #expect(
      far.leftovers == [
        .connections(count: 2), .tasks(name: "query", count: 1), .timers(count: 1),
        .lane(name: "database", pending: 1),
      ])
  }

  @Test(arguments: Arm.allCases)
  func `a lane is left until it is closed, live as a thread`(arm: Arm) throws {
    let loop = try arm.loop()
    let world = World("one", on: loop)
    let lane = world.lane("database")
    world.spawn("query") { await lane.run(cost: .constant(0.001)) {} }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(world.leftovers == [.lane(name: "database", pending: 0)])
    lane.close()
    #expect(world.leftovers == [])
  }

  @Test func `a timer that fired or was cancelled is not left`() {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("one", on: loop)
    _ = world.at(.start + .seconds(1)) {}
    let cancelled = world.at(.start + .seconds(2)) {}
    _ = world.at(.start + .seconds(100)) {}
    #expect(world.leftovers == [.timers(count: 3)])
    world.cancel(cancelled)
    #expect(loop.run(until: .start + .seconds(10)) == .limit)
    #expect(world.leftovers == [.timers(count: 1)])
  }

  @Test(arguments: [
    (Leftover.tasks(name: "serve", count: 2), "2 × task serve"),
    (.connections(count: 3), "3 open connections"),
    (.timers(count: 4), "4 armed timers"),
    // Nothing waits for it, but live its thread never ends.
    (.lane(name: "database", pending: 0), "lane database is not closed"),
    (.lane(name: "database", pending: 5), "lane database with 5 pieces of work"),
  ])
  func `each is said in words`(leftover: Leftover, words: String) {
    #expect("\(leftover)" == words)
  }
}
