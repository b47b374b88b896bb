import Testing

@testable import World

struct LoopOnlookerTests {
  /// A task that sleeps for ten seconds; how often somebody looked, and when the loop ended.
  private func run(_ arm: Arm, pause: Duration?) throws -> (
    looks: Int, end: LoopEnd, digest: String
  ) {
    let loop = try arm.loop()
    let world = World("one", on: loop)
    world.spawn("sleeper") { await world.sleep(for: .seconds(10)) }
    let looks = Box(0)
    if let pause { loop.afterTurns(pause: pause) { looks.value += 1 } }
    let end = loop.run(until: .start + .seconds(60))
    return (looks.value, end, loop.traceDigest)
  }

  @Test func `a simulated run with an onlooker is the same run`() throws {
    let alone = try run(.sim, pause: nil)
    let watched = try run(.sim, pause: .zero)
    #expect(watched.looks > 0)
    #expect(watched.digest == alone.digest)
    #expect(watched.end == .idle, "looking on keeps nothing going")
  }

  @Test func `a live loop that waits still has somebody look on`() throws {
    let watched = try run(.live, pause: .seconds(1))
    // Ten pauses fit into the sleep; a busy machine may be late for some of them.
    #expect(watched.looks >= 3, "\(watched.looks) looks in ten seconds")
    #expect(watched.end == .idle)
  }
}
