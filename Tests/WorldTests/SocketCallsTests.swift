import Glibc
import Synchronization
import Testing

@testable import World

/// What is made of socket calls that fail because the machine is short of something.
@Suite struct SocketCallsTests {
  /// Fails the first few times with an error of the kernel.
  private final class Fault: Sendable {
    private let error: Int32
    private let left: Atomic<Int>
    let calls = Atomic<Int>(0)

    init(_ error: Int32, times: Int) {
      self.error = error
      left = Atomic(times)
    }

    /// What the call returns, or nil when it may go on to the kernel.
    func strike() -> Int32? {
      calls.add(1, ordering: .relaxed)
      guard left.load(ordering: .relaxed) > 0 else { return nil }
      left.subtract(1, ordering: .relaxed)
      errno = error
      return -1
    }
  }

  /// Sends 300 kB from a server to a client, and says what has come of it.
  private func transfer(
    _ change: (inout SocketCalls) -> Void
  ) throws -> (byteCount: Int, failure: (any Error)?, took: Duration) {
    var calls = SocketCalls.kernel
    change(&calls)
    let loop = Loop(
      driver: try LiveDriver(LiveOptions(seed: 1, timeScale: 0.1), calls: calls), seed: 1,
      policy: .firstInFirstOut, stalls: .none)
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let (byteCount, failure, end) = (Box(0), Box<(any Error)?>(nil), Box(Instant.never))
    let listener = try far.listen(at: Address("127.0.0.1", port: 0)) { connection in
      connection.write([UInt8](repeating: 65, count: 300_000))
      connection.finish()
      connection.close()
    }
    near.spawn("client") {
      do {
        let by = near.now + .seconds(60)
        let connection = try await near.connect(to: listener.address, by: by)
        defer { connection.close() }
        while try await connection.more(by: by) == .bytes {
          byteCount.value += connection.input.count
          connection.consume(connection.input.count)
        }
        connection.finish()
      } catch {
        failure.value = error
      }
      end.value = near.now
      listener.close()
    }
    #expect(loop.run(until: .start + .seconds(600)) == .idle)
    #expect(near.leftovers == [] && far.leftovers == [])
    return (byteCount.value, failure.value, end.value - .start)
  }

  @Test(arguments: [
    (EMFILE, true, "no descriptor in the process"), (ENFILE, true, "none in the system"),
    (ENOBUFS, true, "no memory for a socket"), (ENOMEM, true, "the same in other words"),
    (ECONNABORTED, false, "the client has left the queue"), (EPROTO, false, "the same elsewhere"),
    (EINTR, false, "a signal came"),
  ])
  func `a connection is accepted once the kernel can, behind a pause if it lacks something`(
    error: Int32, pauses: Bool, why: String
  ) throws {
    let fault = Fault(error, times: 3)
    let result = try transfer { calls in
      calls.accept = { fault.strike() ?? SocketCalls.kernel.accept($0, &$1) }
    }
    #expect(result.byteCount == 300_000, "\(why)")
    #expect(fault.calls.load(ordering: .relaxed) >= 4)
    // Each time the call fails, accepting rests: a loop that tried on and on would be busy.
    if pauses { #expect(result.took >= NetworkLimits.shortagePause * 3) }
  }

  @Test(arguments: [ENOBUFS, ENOMEM, EINTR])
  func `bytes are sent once the kernel has room for them`(error: Int32) throws {
    let fault = Fault(error, times: 10)
    let result = try transfer { calls in
      calls.send = { fault.strike().map { Int($0) } ?? SocketCalls.kernel.send($0, $1) }
    }
    #expect(result.byteCount == 300_000)
    #expect(fault.calls.load(ordering: .relaxed) > 10)
    // A few calls are made at once: for bytes, their end, the close, the first event.
    if error != EINTR { #expect(result.took >= NetworkLimits.shortagePause * 3) }
  }

  @Test(arguments: [EADDRNOTAVAIL, EAGAIN, ENOBUFS, ENOMEM])
  func `a connect that lacks a port or memory fails with its reason, and leaves nothing`(
    error: Int32
  ) throws {
    let fault = Fault(error, times: 1)
    let result = try transfer { calls in
      calls.connect = { fault.strike() ?? SocketCalls.kernel.connect($0, &$1) }
    }
    guard case .noRoom(_, errno: error) = result.failure as? ConnectError else {
      Issue.record("it failed with \(String(describing: result.failure))")
      return
    }
    #expect("\(try #require(result.failure))".contains("(errno \(error))"))
  }

  /// Takes in all there is, at once.
  private final class Eager: ConnectionSink {
    func inputChanged(_ connection: Connection) { connection.consume(connection.input.count) }
    func outputDrained(_ connection: Connection) {}
  }

  @Test func `a peer that sends faster than it is read leaves others their turn`() throws {
    // Every read is full, as if the peer were always faster; some day it has had its fun.
    let reads = Atomic<Int>(0)
    var calls = SocketCalls.kernel
    calls.receive = { _, room in
      reads.add(1, ordering: .relaxed)
      return reads.load(ordering: .relaxed) > 2000 ? 0 : room.count
    }
    let loop = Loop(
      driver: try LiveDriver(LiveOptions(seed: 1), calls: calls), seed: 1,
      policy: .firstInFirstOut, stalls: .none)
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let readsAtTurn = Box(Int.max)
    let listener = try far.listen(at: Address("127.0.0.1", port: 0)) { connection in
      connection.sink = Eager()
      _ = far.at(far.now) {
        readsAtTurn.value = reads.load(ordering: .relaxed)
        connection.close()
      }
    }
    near.spawn("client") {
      let by = near.now + .seconds(60)
      guard let connection = try? await near.connect(to: listener.address, by: by) else { return }
      connection.sink = Eager()
      connection.write([65])
      await near.sleep(for: .milliseconds(20))
      connection.close()
      listener.close()
    }
    #expect(loop.run(until: .start + .seconds(60)) == .idle)
    #expect(readsAtTurn.value < 100)
  }
}
