import Testing
import World

@Suite struct SimulationTests {
  /// Many tasks that talk, sleep and use a lane, so that order and time have room to differ.
  private func busyRun(_ options: SimOptions) -> (digest: String, log: [String]) {
    let loop = Loop.simulated(options)
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let log = Box<[String]>([])
    let lane = far.lane("database")
    do {
      let listener = try far.listen(at: Address("far", port: 1)) { connection in
        far.spawn("serve") {
          let text = (try? await connection.readToEnd()) ?? ""
          let count = Box(0)
          await lane.run(cost: .exponential(mean: 0.001)) { count.value = text.utf8.count }
          connection.write(Array("\(count.value)".utf8))
          connection.finish()
          connection.close()
        }
      }
      for number in 0..<50 {
        near.spawn("client") {
          await near.sleep(for: .milliseconds(number % 7))
          let by = near.now + .seconds(5)
          guard let connection = try? await near.connect(to: listener.address, by: by) else {
            return
          }
          connection.write(Array(String(repeating: "x", count: number).utf8))
          connection.finish()
          log.value.append((try? await connection.readToEnd()) ?? "failed")
          connection.close()
        }
      }
    } catch {
      Issue.record("listening failed: \(error)")
    }
    #expect(loop.run(until: .start + .seconds(600)) == .idle)
    return (loop.traceDigest, log.value)
  }

  @Test func `one seed gives one run, another seed another`() {
    let (first, again) = (busyRun(SimOptions(seed: 1)), busyRun(SimOptions(seed: 1)))
    #expect(first.digest == again.digest)
    #expect(first.log == again.log)
    #expect(busyRun(SimOptions(seed: 2)).digest != first.digest)
    #expect(first.log.sorted() == (0..<50).map { "\($0)" }.sorted())
  }

  @Test func `stalls and policies change the order, not the outcome`() {
    var stalled = SimOptions(seed: 1)
    stalled.stalls = TaskStalls(probability: 0.1, delay: .uniform(0, 0.05))
    var lastFirst = SimOptions(seed: 1)
    lastFirst.policy = .lastInFirstOut
    let plain = busyRun(SimOptions(seed: 1))
    for options in [stalled, lastFirst] {
      let run = busyRun(options)
      #expect(run.digest != plain.digest)
      #expect(run.log.sorted() == plain.log.sorted())
    }
  }

  @Test func `a hundred virtual seconds pass at once and to the nanosecond`() {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("one", on: loop)
    let woken = Box<Instant?>(nil)
    world.spawn("sleeper") {
      await world.sleep(for: .nanoseconds(100_000_000_001))
      woken.value = world.now
    }
    #expect(loop.run(until: .start + .seconds(600)) == .idle)
    #expect(woken.value == Instant(nanoseconds: 100_000_000_001))
  }

  @Test func `what is left at the limit is named`() {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("one", on: loop)
    world.spawn("forgotten") { await world.sleep(for: .seconds(1000)) }
    #expect(loop.run(until: .start + .seconds(10)) == .limit)
    #expect(world.openTasks.map(\.name) == ["forgotten"])
  }

  @Test func `what spins without time passing ends the run, and says when it began`() {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("one", on: loop)
    world.spawn("spinner") {
      await world.sleep(for: .seconds(3))
      while true { await world.sleep(for: .zero) }
    }
    #expect(loop.run(until: .start + .seconds(600)) == .spinning(at: .start + .seconds(3)))
  }

  @Test func `a link's latency and bandwidth decide when bytes arrive`() {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.1), bandwidth: 1000)
    let loop = Loop.simulated(options)
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let arrivals = Box<[Instant]>([])
    let listener = try? far.listen(at: Address("far", port: 1)) { connection in
      connection.world.spawn("reader") {
        while (try? await connection.more()) == .bytes {
          arrivals.value.append(far.now)
          connection.consume(connection.input.count)
        }
        connection.close()
      }
    }
    near.spawn("writer") {
      let by = near.now + .seconds(5)
      let address = Address("far", port: 1)
      guard let connection = try? await near.connect(to: address, by: by) else { return }
      // Connected after one round trip of 0.2 s; then 500 bytes take 0.5 s on the line.
      connection.write([UInt8](repeating: 1, count: 500))
      connection.write([UInt8](repeating: 2, count: 100))
      connection.finish()
      connection.close()
      listener?.close()
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(arrivals.value == [800, 900].map { Instant.start + .milliseconds($0) })
  }

  @Test func `a host that never answers times out at the deadline`() {
    var options = SimOptions(seed: 1)
    options.silentHosts = ["far"]
    let loop = Loop.simulated(options)
    let near = World("near", on: loop)
    let end = Box<Instant?>(nil)
    near.spawn("client") {
      let by = near.now + .seconds(19)
      let connection = try? await near.connect(to: Address("far", port: 1), by: by)
      if connection == nil { end.value = near.now }
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(end.value == .start + .seconds(19))
  }

  @Test func `a lane does one thing after the other`() {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("one", on: loop)
    let ends = Box<[Instant]>([])
    let lane = world.lane("database")
    for _ in 0..<3 {
      world.spawn("query") {
        await lane.run(cost: .constant(0.5)) {}
        ends.value.append(world.now)
      }
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(ends.value == [500, 1000, 1500].map { Instant.start + .milliseconds($0) })
  }
}

@Suite struct LiveLoopTests {
  @Test func `work on a lane's thread comes back to the loop, in order`() throws {
    let loop = try Loop.live(LiveOptions(seed: 1))
    let world = World("one", on: loop)
    let results = Box<[Int]>([])
    world.spawn("queries") {
      let lane = world.lane("database")
      for number in 0..<100 {
        await lane.run(cost: .constant(1)) { results.value.append(number) }
        #expect(results.value.count == number + 1)
      }
      lane.close()
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(results.value == Array(0..<100))
  }

  @Test func `what many tasks hand over at once is all done, in order`() throws {
    let loop = try Loop.live(LiveOptions(seed: 1))
    let world = World("one", on: loop)
    let (done, resumed) = (Box<[Int]>([]), Box<[Int]>([]))
    let lane = world.lane("database")
    for number in 0..<100 {
      world.spawn("query") {
        await lane.run(cost: .constant(1)) { done.value.append(number) }
        resumed.value.append(number)
      }
    }
    // Behind all of them, and before the thread can have begun.
    world.spawn("end") { lane.close() }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(done.value == Array(0..<100))
    #expect(resumed.value == Array(0..<100))
  }

  @Test func `a time scale lets the world's time pass faster than the machine's`() throws {
    let loop = try Loop.live(LiveOptions(seed: 1, timeScale: 0.001))
    let world = World("one", on: loop)
    let woken = Box<Instant?>(nil)
    world.spawn("sleeper") {
      await world.sleep(for: .seconds(100))
      woken.value = world.now
    }
    #expect(loop.run(until: .start + .seconds(3600)) == .idle)
    // Never early; how late is the machine's business.
    #expect(woken.value.map { $0 >= .start + .seconds(100) } == true)
  }
}
