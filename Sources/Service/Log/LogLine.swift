import Wire
import World

/// One line of the service's log.
package struct LogLine: Sendable, Equatable {
  /// When it was written.
  package let time: WallTime
  /// How much it matters.
  package let level: LogLevel
  /// What happened, as a fixed name such as `preview_spec_ready`.
  package let event: String
  /// The details, in a fixed order.
  package let fields: [JSONMember]

  /// A line of those parts.
  package init(
    time: WallTime, level: LogLevel, event: String, fields: [(String, JSONValue)] = []
  ) {
    self.time = time
    self.level = level
    self.event = event
    self.fields = fields.map { JSONMember(key: $0.0, value: $0.1) }
  }

  init(time: WallTime, level: LogLevel, event: String, members: [JSONMember]) {
    self.time = time
    self.level = level
    self.event = event
    fields = members
  }

  /// The detail of a name, or nil.
  package subscript(field: String) -> JSONValue? {
    fields.first { $0.key == field }?.value
  }

  /// The line as one JSON object, the time first.
  package var json: String {
    let head = [
      JSONMember(key: "time", value: .string(time.rfc3339)),
      JSONMember(key: "level", value: .string(level.rawValue)),
      JSONMember(key: "event", value: .string(event)),
    ]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(ServiceLimits.usualLineBytes)
    JSONValue.object(head + fields).write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
