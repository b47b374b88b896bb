import Wire
import World

/// All that passed between the roles of a run, and what its machine did to them.
final class WireLog: @unchecked Sendable {  // Confined to its run's loop.
  /// Connections in the order of their first byte; their ends stay, so that none is taken for a
  /// later one.
  private var lines: [WireLine] = []
  private var lineOf: [ObjectIdentifier: Int] = [:]
  private var faults: [ReplayEvent] = []

  /// Takes in what has happened.
  func take(_ event: SimEvent, at now: Instant) {
    let now = now - .start
    switch event {
    case .bytes(let bytes, let from, let to): line(from, to).took(bytes, by: to, at: now)
    case .lost(let count, let from, let to):
      line(from, to).note("\(Format.bytes(count)) for nobody: it has closed", at: to, now)
    case .end(let from, let to): known(from)?.note("end of the connection (FIN)", at: to, now)
    case .reset(let from, let to): known(from)?.note("the connection is reset (RST)", at: to, now)
    case .stalled(let world, let time):
      fault(world, "a task waits for its core, \(Format.duration(time))", now)
    case .slowStatement(let world, let time):
      fault(world, "the database is slow, \(Format.duration(time))", now)
    case .died(let world): fault(world, "the process dies", now)
    }
  }

  /// What has happened, in the order of time.
  var events: [ReplayEvent] {
    for line in lines { line.finish() }
    return (lines.flatMap(\.events) + faults).inOrder()
  }

  private func fault(_ world: World, _ text: String, _ now: Duration) {
    let role = world.name == "users" ? "user" : world.name
    faults.append(ReplayEvent(at: now, place: role, text: text, kind: .fault))
  }

  private func known(_ connection: Connection) -> WireLine? {
    lineOf[ObjectIdentifier(connection)].map { lines[$0] }
  }

  private func line(_ from: Connection, _ to: Connection) -> WireLine {
    if let line = known(from) { return line }
    let line = WireLine(from: from, to: to)
    for end in [from, to] { lineOf[ObjectIdentifier(end)] = lines.count }
    lines.append(line)
    return line
  }
}
