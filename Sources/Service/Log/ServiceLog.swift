import Wire
import World

/// Stamps lines with the world's calendar time, takes secrets out of them and hands them on.
final class ServiceLog: @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let redaction: Redaction
  private let sink: (LogLine) -> Void

  init(in world: World, hiding secrets: [String], _ sink: @escaping (LogLine) -> Void) {
    self.world = world
    redaction = Redaction(secrets)
    self.sink = sink
  }

  /// Writes a line; `hiding` are secrets of one request, such as its cookie and its prompt.
  func write(
    _ level: LogLevel, _ event: String, _ fields: [(String, JSONValue)], hiding own: [String] = []
  ) {
    let redaction = redaction.hiding(own)
    let clean = fields.map { JSONMember(key: $0.0, value: redaction.clean($0.1)) }
    sink(LogLine(time: world.wallTime, level: level, event: event, members: clean))
  }

  /// Writes a line about a failure of our own that a request got over.
  func note(_ event: String, of requestID: String?, _ error: any Error) {
    write(
      .warn, event,
      [
        ("request_id", requestID.map { .string($0) } ?? .null),
        ("reason", .string(String(describing: error))),
      ])
  }
}
