import World

/// Chooses the requests whose time lines a result shows: what broke, what was slow, what is usual.
enum TimelineChoice {
  /// A request and why it is shown.
  struct Chosen: Equatable {
    let position: Int
    let why: String
  }

  /// Up to 24 requests, as positions among the evidence's records.
  static func choose(_ evidence: Evidence, _ invariants: [InvariantResult]) -> [Chosen] {
    let records = evidence.records
    var chosen: [Chosen] = []
    func add(_ positions: some Sequence<Int>, upTo most: Int, _ why: (Int) -> String) {
      for position in positions where chosen.count < min(most, BenchLimits.timelinesMax) {
        guard !chosen.contains(where: { $0.position == position }) else { continue }
        chosen.append(Chosen(position: position, why: why(position)))
      }
    }
    for result in invariants where result.violations > 0 {
      add(violating(result, records), upTo: 8) { _ in "broke \(result.name.rawValue)" }
    }
    let failures = records.indices.filter { records[$0].hasFailed }
    add(firstOfEachOutcome(failures, records), upTo: 14) { "ended as \(records[$0].outcome.name)" }
    add(failures, upTo: 16) { "ended as \(records[$0].outcome.name)" }
    let byTime = order(records) { record in record.ended.map { $0 - record.planned } }
    let byToken = order(records) { record in record.firstToken.map { $0 - record.planned } }
    add(byTime.reversed(), upTo: chosen.count + 4) { _ in "one of the slowest" }
    add(byToken.reversed(), upTo: chosen.count + 2) { _ in "a late first token" }
    add(middle(of: byTime), upTo: chosen.count + 1) { _ in "the median" }
    add(byTime, upTo: chosen.count + 1) { _ in "the fastest" }
    return chosen
  }

  /// The requests that an invariant's examples begin with.
  private static func violating(
    _ result: InvariantResult, _ records: [RequestRecord]
  ) -> [Int] {
    let ids = result.examples.compactMap { example in
      example.firstIndex(of: ":").map { String(example[..<$0]) }
    }
    return ids.compactMap { id in records.firstIndex { $0.id == id } }
  }

  private static func firstOfEachOutcome(
    _ failures: [Int], _ records: [RequestRecord]
  ) -> [Int] {
    var seen: [Outcome] = []
    return failures.filter { position in
      guard !seen.contains(records[position].outcome) else { return false }
      seen.append(records[position].outcome)
      return true
    }
  }

  /// The positions of records that have a value, by that value.
  private static func order(
    _ records: [RequestRecord], _ value: (RequestRecord) -> Duration?
  ) -> [Int] {
    let valued = records.indices.compactMap { position in
      value(records[position]).map { (value: $0, position: position) }
    }
    return valued.sorted { ($0.value, $0.position) < ($1.value, $1.position) }.map(\.position)
  }

  private static func middle(of positions: [Int]) -> [Int] {
    positions.isEmpty ? [] : [positions[(positions.count - 1) / 2]]
  }
}

extension RequestRecord {
  /// Whether it ended neither as its route promises nor by its user.
  fileprivate var hasFailed: Bool { outcome != route.success && outcome != .left }
}
