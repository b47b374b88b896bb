import Testing
import World

@testable import EdgeSim

/// A client, a link and a far end on one loop of either world.
final class LinkRig: @unchecked Sendable {  // Confined to its loop.
  /// What the far end does with a connection.
  typealias FarEnd = @Sendable (Connection) async -> Void

  let client: World
  let link: World
  let hop: LinkHop
  private(set) var address = Address("", port: 0)
  private let loop: Loop
  private let far: World
  private var listener: Listener?

  init(
    isLive: Bool = false, seed: UInt64 = 1, _ faults: [LinkFault], outages: [LinkOutage] = [],
    farEnd: @escaping FarEnd = LinkRig.echo
  ) throws {
    loop =
      isLive ? try .live(LiveOptions(seed: seed)) : .simulated(SimOptions(seed: seed))
    client = World("client", on: loop)
    link = World("link", on: loop)
    far = World("far", on: loop)
    let far = self.far
    let listener = try far.listen(at: Address(isLive ? "127.0.0.1" : "far", port: 0)) { accepted in
      far.spawn("far end") {
        await farEnd(accepted)
        accepted.finish()
        accepted.close()
      }
    }
    self.listener = listener
    hop = LinkHop(
      in: link, to: listener.address, faults, outages: outages, handsHostOn: !isLive)
    address = try hop.start(at: Address(isLive ? "127.0.0.1" : "link", port: 0))
  }

  var now: Instant { loop.now }

  var digest: String { loop.traceDigest }

  /// Says everything back, and finishes when the other side has.
  static let echo: FarEnd = { connection in
    while (try? await connection.more()) == .bytes {
      connection.write(connection.input.view)
      connection.consume(connection.input.count)
    }
  }

  /// Sends so many bytes, no faster than they are taken; the n-th is n modulo 251.
  static func sending(_ count: Int) -> FarEnd {
    { connection in
      for start in stride(from: 0, to: count, by: 1000) {
        connection.write((start..<min(count, start + 1000)).map { UInt8($0 % 251) })
        let deadline = connection.world.now + .seconds(20)
        guard (try? await connection.drained(by: deadline)) == true else { return }
      }
    }
  }

  /// Runs a visit to its end, stops the link, and checks that nothing is left.
  func run<Value: Sendable>(
    stoppingWithin grace: Duration = .seconds(1),
    _ visit: @escaping @Sendable (LinkRig) async throws -> Value
  ) throws -> Value {
    let result = Box<Result<Value, any Error>?>(nil)
    client.spawn("visit") { [self] in
      do {
        result.value = .success(try await visit(self))
      } catch {
        result.value = .failure(error)
      }
      await hop.stop(by: client.now + grace)
      listener?.close()
    }
    #expect(loop.run(until: .start + .seconds(600)) == .idle)
    #expect(hop.openConnections == 0)
    for world in [client, link, far] { #expect(world.leftovers == [], "of \(world.name)") }
    return try #require(try result.value?.get())
  }

  /// Connects to the link.
  func connect(from host: String? = nil) async throws -> Connection {
    try await client.connect(to: address, from: host, by: client.now + .seconds(5))
  }

  /// Says something on a connection of its own, and reads until it ends.
  func ask(_ text: String, finishing: Bool = true) async throws -> Heard {
    let connection = try await connect()
    defer { connection.close() }
    connection.write(Array(text.utf8))
    if finishing { connection.finish() }
    return await Heard.all(of: connection)
  }
}

/// What a client has heard until its connection ended.
struct Heard: Sendable, Equatable {
  var bytes: [UInt8] = []
  var end = ""

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Everything that comes; "open" if the end does not come within the patience.
  static func all(of connection: Connection, patience: Duration = .seconds(30)) async -> Heard {
    var heard = Heard()
    let deadline = connection.world.now + patience
    while heard.end.isEmpty {
      switch try? await connection.more(by: deadline) {
      case .bytes: break
      case .end: heard.end = "finished"
      case .timeout: heard.end = "open"
      case nil: heard.end = "reset"
      }
      heard.bytes += Array(connection.input.view)
      connection.consume(connection.input.count)
    }
    return heard
  }
}
