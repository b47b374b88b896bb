import Glibc
import Synchronization
import Testing

@testable import World

@Suite struct LiveThreadsTests {
  /// Takes connections and counts them, until it is told that all have come.
  private struct Counter {
    let loop: Loop
    let world: World
    let listener: Listener

    init(
      _ ports: LiveOptions.Ports, port: Int, counting count: @escaping () -> Void
    ) throws {
      var options = LiveOptions(seed: 1)
      options.ports = ports
      loop = try Loop.live(options)
      world = World("counter", on: loop)
      listener = try world.listen(at: Address("127.0.0.1", port: port)) { connection in
        count()
        connection.close()
      }
    }

    func run(until isOver: @escaping @Sendable () -> Bool) {
      world.spawn("end") { [world, listener] in
        while !isOver() { await world.sleep(for: .milliseconds(5)) }
        listener.close()
      }
      #expect(loop.run(until: .start + .seconds(60)) == .idle)
      #expect(world.leftovers == [])
    }
  }

  @Test func `loops on threads share one port, and every connection is taken by one of them`()
    throws
  {
    let total = 200
    let counts = [0, 1, 2].map { _ in SendableCount() }
    let isOver: @Sendable () -> Bool = { counts.reduce(0) { $0 + $1.value } >= total }
    let first = try Counter(.shared, port: 0) { counts[0].add() }
    let port = first.listener.address.port
    let others = try LiveThreads(2) { number in
      let other = try Counter(.joined, port: port) { counts[number + 1].add() }
      return { other.run(until: isOver) }
    }
    // From here on all three listen; the kernel chooses by the client's port.
    for _ in 0..<total { #expect(Self.connect(to: port), "errno \(errno)") }
    first.run(until: isOver)
    others.join()
    #expect(counts.map(\.value).reduce(0, +) == total)
    for count in counts { #expect(count.value > 0) }
  }

  @Test func `a port that is shared on purpose is still taken for everybody else`() throws {
    let first = try Counter(.shared, port: 0) {}
    let port = first.listener.address.port
    #expect(throws: ListenError.addressInUse(Address("127.0.0.1", port: port))) {
      _ = try Counter(.own, port: port) {}
    }
    #expect(throws: ListenError.addressInUse(Address("127.0.0.1", port: port))) {
      _ = try Counter(.shared, port: port) {}
    }
    first.run { true }
  }

  @Test func `no thread runs when one cannot be prepared, and the error says why`() {
    struct Unprepared: Error, Equatable {}
    let runs = SendableCount()
    #expect(throws: Unprepared()) {
      try LiveThreads(4) { number in
        if number == 2 { throw Unprepared() }
        return { runs.add() }
      }
    }
    #expect(runs.value == 0)
  }

  private final class SendableCount: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .acquiring) }
    func add() { count.add(1, ordering: .acquiringAndReleasing) }
  }

  private static func connect(to port: Int) -> Bool {
    guard var name = SocketAddress.make(Address("127.0.0.1", port: port)) else { return false }
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    let result = SocketAddress.withGeneric(&name) { Glibc.connect(descriptor, $0, $1) }
    // The counter resets what it has taken, which a slow thread may learn before it is connected.
    return result == 0 || errno == ECONNRESET
  }
}
