import CSimGuard
import EdgeSim
import Testing
import Wire
import World

/// A stream that flows takes nothing from the heap: neither in the edge, nor in the loop and the
/// links that carry it.
@Suite struct EdgeAllocationTests {
  private static let counted = 1_000

  @Test(arguments: [
    EdgeProfile.cloudflare2026, .passThrough, .nginx129, nginx { $0.buffersAnswers = false },
  ])
  func `forwarding an event allocates nothing`(profile: EdgeProfile) throws {
    let run = StreamedRun(through: profile)
    run.go(events: 2 * Self.counted)
    #expect(run.received > 2 * Self.counted * StreamedRun.event.count, "the events have come")
    try #require(run.allocations.count == 3, "at the beginning, in the middle and at the end")
    #expect(run.allocations[2] - run.allocations[1] == 0)
  }

  private static func nginx(_ change: (inout EdgeProfile) -> Void) -> EdgeProfile {
    var profile = EdgeProfile.nginx129
    change(&profile)
    return profile
  }
}

/// One stream through an edge, from an origin and to a client that allocate nothing themselves.
private final class StreamedRun: ConnectionSink, @unchecked Sendable {  // Confined to its loop.
  static let event = Array("17\r\ndata: {\"delta\":\"one\"}\n\n\r\n".utf8)
  private static let head = Array(
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)

  private let loop: Loop
  private let users: World
  private let service: World
  private let edge: Edge
  private var left = 0
  private var origin: Connection?
  /// Made once, since each closure that is made is an allocation.
  private var tick: () -> Void = {}
  /// The bytes that the client has got.
  private(set) var received = 0
  /// How many allocations there were at the beginning, and behind each half of the events.
  private(set) var allocations: [Int] = []

  init(through profile: EdgeProfile) {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(0.001))
    loop = Loop.simulated(options)
    (users, service) = (World("users", on: loop), World("service", on: loop))
    edge = Edge(
      in: World("edge", on: loop),
      EdgeConfiguration(
        profile: profile, origin: Address("service", port: 80), host: "app.example")
    ) { _ in }
  }

  /// Writes so many events, each in its time, and then ends everything.
  func go(events: Int) {
    left = events
    allocations.reserveCapacity(3)
    tick = { [unowned self] in writeEvent(of: events) }
    let listener = try? service.listen(at: Address("service", port: 80)) { [self] in
      origin = $0
      $0.write(Self.head)
      tick()
    }
    let address = try? edge.start(at: Address("edge", port: 80))
    users.spawn("client") { [self] in
      guard let address,
        let client = try? await users.connect(to: address, by: users.now + .seconds(1))
      else { return }
      client.sink = self
      client.write(Array("GET / HTTP/1.1\r\nHost: app.example\r\n\r\n".utf8))
      await users.sleep(for: .milliseconds(10 * (events + 10)))
      client.close()
      origin?.close()
      listener?.close()
      await edge.stop(by: users.now + .seconds(1))
    }
    _ = loop.run(until: .start + .seconds(3600))
    tick = {}
  }

  func inputChanged(_ connection: Connection) {
    received += connection.input.count
    connection.consume(connection.input.count)
  }

  func outputDrained(_ connection: Connection) {}

  private func writeEvent(of events: Int) {
    let written = events - left
    if written.isMultiple(of: events / 2) { allocations.append(Int(bmm_allocations())) }
    guard left > 0 else { return }
    left -= 1
    origin?.write(Self.event)
    _ = service.at(service.now + .milliseconds(10), tick)
  }
}
