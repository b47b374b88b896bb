/// 1: every stream that its user stayed for has exactly one terminal event, and nothing behind it.
///
/// Without one the browser can only say that something failed, though the model delivered.
enum TerminalEvent: Invariant {
  static let name = InvariantName.terminalEvent

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    for record in evidence.records where record.isEventStream && !record.outcome.isByUser {
      // A network that breaks connections may take the terminal event along, and the user knows.
      let mayLack = mayLack(record, in: evidence.scenario)
      let isOne = record.terminalEvents == 1 || mayLack && record.terminalEvents == 0
      result.check(
        isOne && record.eventsAfterTerminal == 0,
        "\(record.id): \(record.terminalEvents) terminal events, "
          + "\(record.eventsAfterTerminal) events behind the first")
    }
    return result
  }

  private static func mayLack(_ record: RequestRecord, in scenario: Scenario) -> Bool {
    switch record.outcome {
    case .connectionLost: scenario.losesConnections
    // Where a link changes bytes, it may have been the event's name or its blank line.
    case .noTerminalEvent, .malformed: scenario.garblesAnswers
    default: false
    }
  }
}
