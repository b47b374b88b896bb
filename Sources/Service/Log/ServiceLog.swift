import Wire
import World

/// Stamps lines with the world's calendar time and hands them on.
final class ServiceLog: @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let sink: (LogLine) -> Void

  init(in world: World, _ sink: @escaping (LogLine) -> Void) {
    self.world = world
    self.sink = sink
  }

  func write(_ level: LogLevel, _ event: String, _ fields: [(String, JSONValue)]) {
    sink(LogLine(time: world.wallTime, level: level, event: event, fields: fields))
  }
}
