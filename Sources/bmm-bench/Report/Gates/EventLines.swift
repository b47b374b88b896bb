import Wire
import World

/// The requests of a run as lines of JSON, one each, in the order in which they were planned.
enum EventLines {
  /// The lines of a run, each with its end; `docs/results.md` has the keys.
  static func bytes(_ evidence: Evidence) -> [UInt8] {
    var bytes: [UInt8] = []
    for record in evidence.records.sorted(by: isBefore) {
      json(record, evidence).write(into: &bytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Ends come in an order of their own, so that the ids decide between equal plans.
  private static func isBefore(_ one: RequestRecord, _ other: RequestRecord) -> Bool {
    if one.planned != other.planned { return one.planned < other.planned }
    // The number of a request stands behind its group: u-9 comes before u-10.
    return (one.group, one.id.utf8.count, one.id) < (other.group, other.id.utf8.count, other.id)
  }

  private static func json(_ record: RequestRecord, _ evidence: Evidence) -> JSONValue {
    let tokens = evidence.calls(for: record.id).isEmpty ? nil : evidence.tokensSold(for: record.id)
    let members: [(String, JSONValue)] = [
      ("scenario", .string(evidence.scenario.name)), ("id", .string(record.id)),
      ("group", .string(record.group)), ("account", .string(record.account)),
      ("plan", .string(record.plan.rawValue)),
      ("model", .string(evidence.scenario.service.tiers[record.plan].model)),
      ("route", .string(record.route.rawValue)), ("planned", time(record.planned)),
      ("started", time(record.started)), ("head", time(record.headAt)),
      ("firstToken", time(record.firstToken)), ("ended", time(record.ended)),
      ("outcome", .string(record.outcome.name)), ("status", integer(record.status)),
      ("message", .string(record.message)), ("browser", .string(record.browser.kind.rawValue)),
      ("cached", .bool(record.isCached)),
      ("longestSilence", .number(record.longestSilence.seconds)), ("tokens", integer(tokens)),
    ]
    return .object(members.map { JSONMember(key: $0.0, value: $0.1) })
  }

  /// Seconds since the run began.
  private static func time(_ instant: Instant?) -> JSONValue {
    instant.map { .number(($0 - .start).seconds) } ?? .null
  }

  private static func integer(_ number: Int?) -> JSONValue {
    number.map { .integer(Int64($0)) } ?? .null
  }
}
