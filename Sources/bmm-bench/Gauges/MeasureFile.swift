import Wire

/// A measurement for programs, version 1; `docs/measuring.md` describes every key.
enum MeasureFile {
  /// The version of the shape; a reader refuses those it does not know.
  static let version = 1

  /// The measurement as JSON, its keys in a fixed order.
  static func bytes(_ measurement: Measurement) -> [UInt8] {
    Array((json(measurement).jsonString(pretty: true) + "\n").utf8)
  }

  static func json(_ measurement: Measurement) -> JSONValue {
    object([
      ("version", .integer(Int64(version))),
      ("date", .string(measurement.date.rfc3339)),
      ("commit", measurement.build.commit.map { .string($0) } ?? .null),
      ("build", .string(measurement.build.mode)),
      ("machine", machine(measurement.machine)),
      ("figures", .array(measurement.figures.map(\.json))),
      ("peers", .array(Peer.allCases.map { peer($0, among: measurement.peers) })),
      ("failures", .array(measurement.failures.map(failure))),
    ])
  }

  private static func machine(_ machine: Machine) -> JSONValue {
    object([
      ("processor", .string(machine.processor)), ("cores", .integer(Int64(machine.cores))),
      ("kernel", .string(machine.kernel)),
    ])
  }

  private static func peer(_ peer: Peer, among found: [Peers.Found]) -> JSONValue {
    let version = found.first { $0.peer == peer }?.version
    return object([
      ("name", .string(peer.rawValue)), ("version", version.map { .string($0) } ?? .null),
      ("source", .string(peer.source)),
    ])
  }

  private static func failure(_ failure: Measurement.Failure) -> JSONValue {
    object([("gauge", .string(failure.gauge)), ("reason", .string(failure.reason))])
  }

  private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { JSONMember(key: $0.0, value: $0.1) })
  }
}
