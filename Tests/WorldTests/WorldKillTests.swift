import Testing
import World

@Suite struct WorldKillTests {
  /// A service that answers "one ", and a second later "two".
  private static func startService(on loop: Loop) throws -> World {
    let world = World("far", on: loop)
    _ = try world.listen(at: Address("far", port: 1)) { connection in
      world.spawn("serve") {
        connection.write(Array("one ".utf8))
        await world.sleep(for: .seconds(1))
        connection.write(Array("two".utf8))
        connection.finish()
        connection.close()
      }
    }
    return world
  }

  /// What a client reads, and "refused" or "reset" if it ends so.
  private static func ask(from world: World) async -> String {
    do {
      let by = world.now + .seconds(10)
      let connection = try await world.connect(to: Address("far", port: 1), by: by)
      defer { connection.close() }
      var text = ""
      do {
        while try await connection.more(by: by) == .bytes { text += connection.takeText() }
      } catch ConnectionError.reset {
        text += "reset"
      }
      return text
    } catch {
      return error is ConnectError ? "refused" : "\(error)"
    }
  }

  /// Asks three times: the service is killed in the first answer and comes back before the third.
  private func killedRun(seed: UInt64, kill: Bool = true) throws -> (log: [String], digest: String)
  {
    let loop = Loop.simulated(SimOptions(seed: seed))
    let near = World("near", on: loop)
    let first = try Self.startService(on: loop)
    let log = Box<[String]>([])
    if kill { _ = near.at(.start + .milliseconds(500)) { first.kill() } }
    near.spawn("client") {
      log.value.append(await Self.ask(from: near))
      log.value.append(await Self.ask(from: near))
      guard kill else { return }
      do {
        _ = try Self.startService(on: loop)
      } catch {
        Issue.record("the address is still taken: \(error)")
      }
      log.value.append(await Self.ask(from: near))
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(near.leftovers == [] && first.leftovers == [])
    return (log.value, loop.traceDigest)
  }

  @Test func `clients see a reset, then a refusal, and an answer after the restart`() throws {
    #expect(try killedRun(seed: 1).log == ["one reset", "refused", "one two"])
    #expect(try killedRun(seed: 1, kill: false).log == ["one two", "one two"])
  }

  @Test func `one seed gives one run, also with a death in it`() throws {
    let digest = try killedRun(seed: 1).digest
    #expect(try killedRun(seed: 1).digest == digest)
    #expect(try killedRun(seed: 2).digest != digest)
  }

  @Test(arguments: [0.0, 0.5])
  func `nothing of the dead runs: no task, defer, timer, lane or callback`(stalls: Double) throws {
    var options = SimOptions(seed: 3)
    options.stalls = TaskStalls(probability: stalls, delay: .uniform(0, 2))
    let loop = Loop.simulated(options)
    let (near, dead) = (World("near", on: loop), World("dead", on: loop))
    let (began, ran) = (Box(0), Box<[String]>([]))
    let lane = dead.lane("database")
    for number in 0..<20 {
      dead.spawn("sleeper") {
        defer { ran.value.append("defer") }
        await dead.sleep(until: .start + .seconds(10))
        began.value += 1
        // From a nanosecond to days, so that every level of the timer wheel holds some.
        await dead.sleep(for: .nanoseconds(1 << Int64(number * 2)) + .seconds(number % 2))
        ran.value.append("task")
      }
      dead.spawn("query") {
        await dead.sleep(until: .start + .seconds(10))
        await lane.run(cost: .constant(3)) { ran.value.append("lane") }
      }
    }
    _ = dead.at(.start + .seconds(11)) { ran.value.append("timer") }
    _ = near.at(.start + .seconds(10)) {
      dead.spawn("late") { ran.value.append("spawned") }
      dead.kill()
      dead.spawn("later") { ran.value.append("spawned by the dead") }
      _ = dead.at(.start + .seconds(12)) { ran.value.append("armed by the dead") }
      dead.kill()
      ran.value.removeAll()
    }
    #expect(loop.run(until: .start + .seconds(1_000_000)) == .idle)
    #expect(ran.value == [])
    #expect(!dead.isAlive && dead.leftovers == [])
    // Without a stall none can have begun: the kill comes first in its instant.
    #expect(began.value == 0)
  }

  @Test func `a task that kills its own world runs on to where it suspends`() {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("one", on: loop)
    let log = Box<[String]>([])
    world.spawn("suicide") {
      world.kill()
      log.value.append("before")
      await world.sleep(for: .zero)
      log.value.append("behind")
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(log.value == ["before"])
  }

  @Test func `a finished answer still arrives whole, as the kernel would deliver it`() throws {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.1), bandwidth: 1_000_000)
    let loop = Loop.simulated(options)
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    _ = try far.listen(at: Address("far", port: 1)) { connection in
      connection.write([UInt8](repeating: 65, count: 200_000))
      connection.finish()
      _ = near.at(near.now + .milliseconds(50)) { far.kill() }
    }
    let answer = Box("")
    near.spawn("client") { answer.value = await Self.ask(from: near) }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(answer.value.utf8.count == 200_000)
    #expect(near.leftovers == [])
  }

  @Test(arguments: [
    // Before the server hears of it; while the answer to the attempt is on its way; connected.
    (50, []), (150, ["accepted", "reset"]), (500, ["accepted", "reset"]),
  ])
  func `a client that dies resets what the server has accepted`(
    milliseconds: Int, expected: [String]
  ) throws {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.1))
    let loop = Loop.simulated(options)
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let log = Box<[String]>([])
    _ = try far.listen(at: Address("far", port: 1)) { connection in
      log.value.append("accepted")
      connection.whenGone {
        log.value.append(connection.failure as? ConnectionError == .reset ? "reset" : "end")
        connection.close()
      }
    }
    near.spawn("client") {
      _ = try? await near.connect(to: Address("far", port: 1), by: near.now + .seconds(5))
      await near.sleep(for: .seconds(10))
    }
    _ = far.at(.start + .milliseconds(milliseconds)) { near.kill() }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(log.value == expected)
    #expect(loop.now < .start + .seconds(5) && far.leftovers == [])
  }

  @Test func `a writer that waits for room is not woken by its peer after its death`() throws {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let (waiting, woken) = (Box(false), Box(false))
    _ = try far.listen(at: Address("far", port: 1)) { connection in
      far.spawn("writer") {
        connection.write([UInt8](repeating: 65, count: 300_000))
        waiting.value = connection.isCongested
        _ = try? await connection.drained(by: .never)
        woken.value = true
      }
    }
    near.spawn("client") {
      let by = near.now + .seconds(5)
      guard let connection = try? await near.connect(to: Address("far", port: 1), by: by) else {
        return
      }
      await near.sleep(for: .seconds(1))
      far.kill()
      connection.consume(connection.input.count)
      await near.sleep(for: .seconds(1))
      connection.close()
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(waiting.value && !woken.value)
  }

  @Test func `what was written to a store survives, what was not done yet is lost`() {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let (near, disk) = (World("near", on: loop), Box<[Int]>([]))
    func start() -> World {
      let world = World("far", on: loop)
      let lane = world.lane("disk")
      world.spawn("writer") {
        for _ in 0..<10 {
          await lane.run(cost: .constant(1)) { disk.value.append(disk.value.count) }
        }
        lane.close()
      }
      return world
    }
    let first = start()
    _ = near.at(.start + .milliseconds(3_500)) {
      first.kill()
      #expect(disk.value == [0, 1, 2])
      _ = start()
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(disk.value == Array(0..<13))
    #expect(loop.now == .start + .milliseconds(13_500))
  }

  @Test func `the listener of a dead process does not take the address from its heir`() throws {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let (first, address) = (World("far", on: loop), Address("far", port: 1))
    let stale = try first.listen(at: address) { _ in }
    first.kill()
    let second = World("far", on: loop)
    _ = try second.listen(at: address) { _ in }
    stale.close()
    #expect(throws: ListenError.addressInUse(address)) { try second.listen(at: address) { _ in } }
  }

  @Test func `a process draws anew in each of its lives, the first one as if it never died`() {
    func draws(killing name: String) -> [UInt64] {
      let loop = Loop.simulated(SimOptions(seed: 1))
      let first = World("far", on: loop)
      World(name, on: loop).kill()
      return [first, World("far", on: loop)].map { world in
        var random = world.random
        return random.next()
      }
    }
    let (undisturbed, restarted) = (draws(killing: "other"), draws(killing: "far"))
    #expect(undisturbed[0] == undisturbed[1])
    #expect(restarted[0] == undisturbed[0])
    #expect(restarted[1] != undisturbed[0])
  }
}
