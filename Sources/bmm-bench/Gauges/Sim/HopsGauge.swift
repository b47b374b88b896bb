import World

/// What a hop costs: a message of 64 bytes from one simulated process to another, back and forth.
enum HopsGauge {
  /// A gauge of so many hops in each style.
  static func make(hops: Int = 1_000_000) -> Gauge {
    Gauge(
      name: "sim.hops", about: "64 bytes from process to process: by callbacks and by tasks",
      isQuick: true, arm: .sim
    ) { bench in
      let styles: [(name: String, title: String, play: (Court) -> Void)] = [
        ("callback", "callbacks on both sides", byCallbacks),
        ("task", "a task on both sides", byTasks),
      ]
      return try styles.flatMap { style in
        let court = Court(hops: hops)
        let before = bench.cpuNanoseconds()
        try court.play(style.play)
        let spent = Double(bench.cpuNanoseconds() - before) / Double(hops)
        return [
          Figure(
            id: "sim.hops.\(style.name)", title: "a hop, \(style.title)", unit: "ns",
            values: [spent]),
          Figure(
            id: "sim.hops.\(style.name)-rate", title: "hops, \(style.title)", unit: "M/s",
            values: [1_000 / spent], better: .higher),
        ]
      }
    }
  }

  private static func byCallbacks(_ court: Court) {
    let sink = Returning(court)
    court.listen { $0.sink = sink }
    court.near.spawn("serve") {
      guard let connection = await court.connect() else { return }
      connection.sink = sink
      court.hit(connection)
    }
  }

  private static func byTasks(_ court: Court) {
    court.listen { connection in
      court.far.spawn("return") { await answer(connection, court) }
    }
    court.near.spawn("serve") {
      guard let connection = await court.connect() else { return }
      court.hit(connection)
      await answer(connection, court)
    }
  }

  private static func answer(_ connection: Connection, _ court: Court) async {
    while (try? await connection.more()) == .bytes {
      connection.consume(connection.input.count)
      // A million steps at one instant would count as a task that spins.
      if court.left.isMultiple(of: 100_000) { await court.far.sleep(for: .milliseconds(1)) }
      court.hit(connection)
    }
    connection.close()
  }

  /// Sends each message back at once.
  private final class Returning: ConnectionSink, Sendable {
    private let court: Court

    init(_ court: Court) {
      self.court = court
    }

    func inputChanged(_ connection: Connection) {
      guard !connection.inputEnded else { return connection.close() }
      connection.consume(connection.input.count)
      court.hit(connection)
    }

    func outputDrained(_ connection: Connection) {}
  }

  /// Two processes with a line of no latency between them, and the hops that are left to do.
  private final class Court: @unchecked Sendable {  // Confined to its loop.
    let near: World
    let far: World
    private(set) var left: Int
    private let loop: Loop
    private var listener: Listener?
    private let message = [UInt8](repeating: 0, count: 64)

    init(hops: Int) {
      var options = SimOptions(seed: 1)
      options.defaultLink = LinkProfile(latency: .constant(0))
      loop = .simulated(options)
      near = World("near", on: loop)
      far = World("far", on: loop)
      left = hops
    }

    func play(_ begin: (Court) -> Void) throws {
      begin(self)
      _ = loop.run(until: .never)
      listener?.close()
      guard left == 0 else { throw GaugeError("\(left) hops were not done") }
    }

    func listen(_ accepted: @escaping (Connection) -> Void) {
      listener = try? far.listen(at: Address("far", port: 1), accepted)
    }

    func connect() async -> Connection? {
      try? await near.connect(to: Address("far", port: 1), by: near.now + .seconds(1))
    }

    /// Sends the next message, or ends the game.
    func hit(_ connection: Connection) {
      guard left > 0 else { return connection.finish() }
      left -= 1
      connection.write(message)
    }
  }
}
