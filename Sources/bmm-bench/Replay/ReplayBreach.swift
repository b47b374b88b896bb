import World

/// A broken invariant, and where in the run it shows.
struct ReplayBreach: Equatable, Sendable {
  /// Which one.
  let invariant: InvariantName
  /// What is wrong, with the name of what it is about before it.
  let example: String
  /// The request that it is about; nil where it is about something else.
  let requestID: String?
  /// When it could be seen.
  let at: Duration

  /// The examples of all broken invariants, the first to be seen before the others.
  static func all(
    of evidence: Evidence, _ invariants: [InvariantResult], end: Duration
  ) -> [ReplayBreach] {
    let breaches = invariants.flatMap { result in
      result.examples.map { example in
        let record = record(of: example, in: evidence)
        return ReplayBreach(
          invariant: result.name, example: example, requestID: record?.id,
          at: record.flatMap { instant(of: result.name, $0, evidence) } ?? end)
      }
    }
    return breaches.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  /// The request whose id an example begins with, or the last one of the account that it names.
  private static func record(of example: String, in evidence: Evidence) -> RequestRecord? {
    guard let colon = example.firstIndex(of: ":") else { return nil }
    let name = String(example[..<colon])
    return evidence.records.first { $0.id == name }
      ?? evidence.records.last { $0.account == name || $0.link == name }
  }

  private static func instant(
    of name: InvariantName, _ record: RequestRecord, _ evidence: Evidence
  ) -> Duration? {
    let instant: Instant? =
      switch name {
      case .corsOnEveryAnswer: record.headAt ?? record.ended
      case .tokenLimit: evidence.calls(for: record.id).map(\.started).min() ?? record.ended
      // A line can only be wrong against what the user sees in the end.
      case .outcomeLog, .tokensAccounted:
        evidence.outcomeLines(for: record.id).last
          .map { max(evidence.instant(at: $0.time), record.ended ?? .start) } ?? record.ended
      default: record.ended
      }
    return instant.map { $0 - .start }
  }
}
