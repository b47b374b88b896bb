import World

/// One end of a connection in hostile hands.
struct HostilePeer {
  /// How long it keeps on; every patience of ours is shorter.
  static let persistence = Duration.seconds(2000)
  private static let pace = Duration.seconds(10)
  private static let kept = 100

  let connection: Connection
  /// The beginning of what it was sent.
  private(set) var received = ""
  /// The end of what it was sent, long enough for any text it reads to.
  private var latest = ""

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// Reads until a text has come; false when the connection ended before.
  mutating func read(to text: String) async -> Bool {
    while !text.isEmpty, !latest.contains(text) {
      guard (try? await connection.more(by: deadline)) == .bytes else { return false }
      take()
    }
    return true
  }

  /// Does its worst until the other side has had enough.
  mutating func act(_ hostility: Hostility, with filler: String) async {
    switch hostility {
    case .resets: return connection.close()
    case .finishes: connection.finish()
    case .stops, .dribbles, .floods: break
    }
    let end = deadline
    var sent = 0
    while connection.world.now < end, await reads(until: pause(hostility, before: end)) {
      if hostility == .dribbles {
        connection.write([Array(filler.utf8)[sent % filler.utf8.count]])
        sent += 1
      }
      if hostility == .floods { flood(filler) }
    }
    leave()
  }

  /// Stops to read as it should, until the other side has had enough.
  mutating func act(_ reading: Reading, sending request: String) async {
    switch reading {
    case .resets: return connection.close()
    case .finishes: connection.finish()
    case .stops, .dribbles, .pipelines: break
    }
    let end = deadline
    while connection.world.now < end, connection.failure == nil {
      switch reading {
      case .dribbles:
        await connection.world.sleep(for: Self.pace)
        if !connection.input.isEmpty { connection.consume(1) }
      case .pipelines:
        flood(request)
        await connection.world.sleep(for: .milliseconds(50))
      // What has come is not consumed, and so keeps the sender waiting.
      default: if (try? await connection.more(by: end)) == .end { return leave() }
      }
    }
    leave()
  }

  private var deadline: Instant { connection.world.now + Self.persistence }

  private func pause(_ hostility: Hostility, before end: Instant) -> Instant {
    switch hostility {
    case .dribbles: min(end, connection.world.now + Self.pace)
    case .floods: min(end, connection.world.now + .milliseconds(10))
    default: end
    }
  }

  /// Takes in what comes until an instant; false once the other side has ended the connection.
  private mutating func reads(until instant: Instant) async -> Bool {
    while true {
      guard let arrival = try? await connection.more(by: instant) else { return false }
      take()
      switch arrival {
      case .bytes: if connection.world.now >= instant { return true }
      case .timeout: return true
      case .end: return false
      }
    }
  }

  private func flood(_ filler: String) {
    let count = max(1, 16_384 / filler.utf8.count)
    let block = Array(String(repeating: filler, count: count).utf8)
    while !connection.isCongested, connection.failure == nil { connection.write(block) }
  }

  private mutating func take() {
    let text = String(decoding: connection.input.view, as: UTF8.self)
    if received.utf8.count < Self.kept { received += text }
    latest = String((latest.suffix(Self.kept) + text))
    connection.consume(connection.input.count)
  }

  private func leave() {
    connection.finish()
    connection.close()
  }
}
