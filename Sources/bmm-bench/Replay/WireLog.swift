import Wire
import World

/// All that passed between the roles of a run, and what its machine did to them.
final class WireLog: @unchecked Sendable {  // Confined to its run's loop.
  /// Connections in the order of their first byte.
  private var lines: [WireLine] = []
  /// Those of them that still carry something, the last to be seen at the end.
  private var open: [WireLine] = []
  private var faults: [ReplayEvent] = []

  /// Takes in what has happened.
  func take(_ event: SimEvent, at now: Instant) {
    let now = now - .start
    switch event {
    case .bytes(let bytes, let from, let to): line(from, to).took(bytes, by: to, at: now)
    case .lost(let count, let from, let to):
      line(from, to).note("\(Format.bytes(count)) for nobody: it has closed", at: to, now)
    case .end(let from, let to):
      known(from)?.note("end of the connection (FIN)", at: to, now)
    case .reset(let from, let to):
      known(from)?.note("the connection is reset (RST)", at: to, now)
      // Its ends stay with the line, so that neither is taken for that of a later one.
      open.removeAll { $0.has(from) }
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
    // Most often it is the one that was seen last.
    guard let index = open.lastIndex(where: { $0.has(connection) }) else { return nil }
    if index < open.count - 1 { open.append(open.remove(at: index)) }
    return open.last
  }

  private func line(_ from: Connection, _ to: Connection) -> WireLine {
    if let line = known(from) { return line }
    let line = WireLine(from: from, to: to)
    lines.append(line)
    open.append(line)
    return line
  }
}
