import Testing
import World

/// One body of tests, run over simulated links and over real sockets.
@Suite struct ConnectionTests {
  private func run(
    _ arm: Arm, timeScale: Double = 0.01, server: @escaping (Connection) -> Void,
    client: @escaping @Sendable (Connection) async throws -> Void
  ) throws {
    let loop = try arm.loop(timeScale: timeScale)
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let listener = try far.listen(at: arm.address(far), server)
    near.spawn("client") {
      do {
        let connection = try await near.connect(
          to: listener.address, by: near.now + .seconds(10))
        try await client(connection)
        connection.close()
      } catch {
        Issue.record("the client failed: \(error)")
      }
      listener.close()
    }
    #expect(loop.run(until: .start + .seconds(600)) == .idle)
    #expect(near.openConnections == 0)
    #expect(far.openConnections == 0)
    #expect(near.openTasks.isEmpty && far.openTasks.isEmpty)
  }

  @Test(arguments: Arm.allCases)
  func `an echo server returns what was sent, then both sides finish`(arm: Arm) throws {
    let answer = Box("")
    try run(arm) { connection in
      connection.world.spawn("echo") {
        let text = (try? await connection.readToEnd()) ?? ""
        connection.write(Array(text.utf8))
        connection.finish()
        connection.close()
      }
    } client: { connection in
      connection.write(Array("hello ".utf8))
      connection.write(Array("world".utf8))
      connection.finish()
      answer.value = try await connection.readToEnd()
    }
    #expect(answer.value == "hello world")
  }

  @Test(arguments: Arm.allCases)
  func `a slow reader gets all of an answer whose writer closed long before`(arm: Arm) throws {
    // More than the kernel's buffers hold: 4 MiB to send and 6 MiB received are its largest.
    let size = 20_000_000
    let total = Box(0)
    try run(arm, timeScale: 0.1) { connection in
      connection.write([UInt8](repeating: 65, count: size))
      connection.finish()
      connection.close()
    } client: { connection in
      await connection.world.sleep(for: NetworkLimits.linger * 2)
      while try await connection.more(by: connection.world.now + .seconds(60)) == .bytes {
        total.value += connection.input.count
        connection.consume(connection.input.count)
      }
      connection.finish()
    }
    #expect(total.value == size)
  }

  @Test(arguments: Arm.allCases)
  func `a reset arrives behind the bytes that were sent before it`(arm: Arm) throws {
    let (text, failure) = (Box(""), Box<(any Error)?>(nil))
    try run(arm) { connection in
      connection.write(Array("last words".utf8))
      // Live, the bytes leave at the end of the turn; a reset drops what was not sent.
      _ = connection.world.at(connection.world.now + .seconds(1)) { connection.close() }
    } client: { connection in
      do {
        text.value = try await connection.readToEnd()
      } catch {
        text.value += connection.takeText()
        failure.value = error
      }
    }
    #expect(failure.value as? ConnectionError == .reset)
  }

  @Test(arguments: Arm.allCases)
  func `a read gives up at its deadline and can go on afterwards`(arm: Arm) throws {
    let seen = Box<[Arrival]>([])
    try run(arm) { connection in
      let world = connection.world
      _ = world.at(world.now + .seconds(20)) {
        connection.write(Array("late".utf8))
        connection.finish()
        connection.close()
      }
    } client: { connection in
      let world = connection.world
      seen.value.append(try await connection.more(by: world.now + .seconds(5)))
      seen.value.append(try await connection.more(by: world.now + .seconds(60)))
      #expect(connection.takeText() == "late")
      seen.value.append(try await connection.more(by: world.now + .seconds(60)))
    }
    #expect(seen.value == [.timeout, .bytes, .end])
  }

  @Test(arguments: Arm.allCases)
  func `a megabyte arrives whole, though each side keeps only a window of it`(arm: Arm) throws {
    let total = Box(0)
    let highest = Box(0)
    try run(arm) { connection in
      connection.world.spawn("sender") {
        let block = [UInt8](repeating: 65, count: 10_000)
        for _ in 0..<100 {
          connection.write(block)
          _ = try? await connection.drained(by: .never)
        }
        connection.finish()
        connection.close()
      }
    } client: { connection in
      while try await connection.more(by: connection.world.now + .seconds(60)) == .bytes {
        highest.value = max(highest.value, connection.input.count)
        total.value += connection.input.count
        connection.consume(connection.input.count)
        await connection.world.sleep(for: .milliseconds(5))
      }
    }
    #expect(total.value == 1_000_000)
    #expect(highest.value <= 131_072)
  }

  @Test(arguments: Arm.allCases)
  func `a client that leaves is noticed by the server while it does something else`(
    arm: Arm
  ) throws {
    let gone = Box(false)
    try run(arm) { connection in
      connection.whenGone {
        gone.value = true
        connection.close()
      }
    } client: { connection in
      await connection.world.sleep(for: .seconds(1))
    }
    #expect(gone.value)
  }

  @Test(arguments: Arm.allCases)
  func `abort wakes our own wait with the given reason`(arm: Arm) throws {
    struct Enough: Error {}
    let thrown = Box<(any Error)?>(nil)
    try run(arm) { connection in
      connection.whenGone { connection.close() }
    } client: { connection in
      _ = connection.world.at(connection.world.now + .seconds(1)) { connection.abort(Enough()) }
      do {
        _ = try await connection.more(by: connection.world.now + .seconds(60))
      } catch {
        thrown.value = error
      }
    }
    #expect(thrown.value is Enough)
  }

  @Test(arguments: Arm.allCases)
  func `nobody listening is a refusal`(arm: Arm) throws {
    let loop = try arm.loop()
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let listener = try far.listen(at: arm.address(far)) { _ in }
    let address = listener.address
    listener.close()
    let error = Box<ConnectError?>(nil)
    near.spawn("client") {
      do {
        _ = try await near.connect(to: address, by: near.now + .seconds(10))
      } catch {
        guard let reason = error as? ConnectError else { return }
        setError(reason)
      }
      @Sendable func setError(_ reason: ConnectError) { error.value = reason }
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(error.value == .refused(address))
  }

  @Test(arguments: Arm.allCases)
  func `an address that is taken is said so`(arm: Arm) throws {
    let world = World("far", on: try arm.loop())
    let listener = try world.listen(at: arm.address(world)) { _ in }
    let taken = Address(arm.address(world).host, port: listener.address.port)
    #expect(throws: ListenError.addressInUse(taken)) { try world.listen(at: taken) { _ in } }
    listener.close()
  }
}
