import EdgeSim
import Service
import World

/// 11: the service logs exactly one outcome per request, and it agrees with what the user saw.
///
/// "Success but event lost" was found in production only by the absence of a line.
enum OutcomeLog: Invariant {
  static let name = InvariantName.outcomeLog

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    let previews = evidence.records.filter { $0.route.isPreview }
    for record in previews where reachedService(record, in: evidence) {
      let lines = evidence.outcomeLines(for: record.id)
      if lines.isEmpty, evidence.diedWithService(record) { continue }
      guard lines.count == 1, let line = lines.first else {
        result.check(
          false, "\(record.id): \(lines.count) outcome lines, the user saw \(record.outcome.name)")
        continue
      }
      result.check(
        agrees(line.event, with: record, in: evidence.scenario),
        "\(record.id): logged as \(line.event), the user saw \(record.outcome.name)")
      checkClient(of: record, line, &result)
      checkFinding(line, of: record, &result)
    }
    return result
  }

  /// The line names the address that the user has, whatever stands between, and whatever it says.
  private static func checkClient(
    of record: RequestRecord, _ line: LogLine, _ result: inout InvariantResult
  ) {
    guard !record.host.isEmpty, let client = line["client"]?.stringValue else { return }
    result.check(
      client == record.host,
      "\(record.id): logged as a request of \(client), the user is at \(record.host)")
  }

  /// The line says what was wrong with an answer that was no spec: the client is not told.
  private static func checkFinding(
    _ line: LogLine, of record: RequestRecord, _ result: inout InvariantResult
  ) {
    let unfit: [PreviewOutcome] = [.tooLarge, .invalid, .refused]
    guard unfit.contains(where: { $0.rawValue == line.event }) else { return }
    result.check(
      line["zod_message"]?.stringValue != nil && line["output"]?.stringValue != nil,
      "\(record.id): \(line.event) does not say what was wrong with the answer")
  }

  /// Whether the service can know of the request; an edge may have answered without asking it.
  private static func reachedService(_ record: RequestRecord, in evidence: Evidence) -> Bool {
    if record.outcome == .connectFailed { return false }
    // An era without streaming has no such route, hence no preview whose outcome it could log.
    if record.status == 404 || record.status == 405 { return false }
    if record.isEdgeMade { return !evidence.calls(behind: record.id).isEmpty }
    return record.status != nil || !evidence.calls(behind: record.id).isEmpty
  }

  private static func agrees(
    _ event: String, with record: RequestRecord, in scenario: Scenario
  ) -> Bool {
    guard let logged = PreviewOutcome(rawValue: event) else { return false }
    switch record.outcome {
    case .spec: return logged == .ready
    // What breaks the connection is, for the service, a client that left; or it was done before.
    case .left, .clientTimeout, .connectionLost, .unfinished: return true
    case _ where record.isEdgeMade: return true
    case .noTerminalEvent, .malformed: return scenario.garblesAnswers
    default: return logged != .ready && logged != .clientGone
    }
  }
}
