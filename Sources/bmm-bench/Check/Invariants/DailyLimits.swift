import FakeLLM
import Service
import World

/// 7: of each account exactly as many drafts pass on a day, in UTC, as its tier allows, or all of
/// them where fewer are asked for.
///
/// A draft has passed when its request made the provider work. Whoever is refused must find the
/// places of the day taken: by drafts that passed, or by requests that still had one and gave it
/// back later. What may have happened on either of two days is left out.
enum DailyLimits: Invariant {
  static let name = InvariantName.dailyLimits

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    // A database in memory forgets the day when its service dies.
    let lives = 1 + evidence.scenario.restarts.count { $0.role == Topology.Role.service.rawValue }
    let previews = evidence.records.filter { $0.route.isPreview }
    for (account, records) in previews.grouped(by: { $0.account }) {
      let limit = evidence.scenario.service.tiers[records[0].plan].previewsPerDay
      if let limit { checkMost(limit * lives, account, records, evidence, &result) }
      for record in records where record.outcome == .rateLimited {
        checkRefused(record, limit, among: records, evidence, &result)
      }
    }
    LogInLinkLimits.check(evidence, lives: lives, &result)
    return result
  }

  /// No more pass on a day than the limit says.
  private static func checkMost(
    _ limit: Int, _ account: String, _ records: [RequestRecord], _ evidence: Evidence,
    _ result: inout InvariantResult
  ) {
    var passed: [(day: Int64, count: Int)] = []
    for record in records where !evidence.calls(for: record.id).isEmpty {
      let days = days(of: record, in: evidence)
      guard days.count == 1, let day = days.first else { continue }
      if let index = passed.firstIndex(where: { $0.day == day }) {
        passed[index].count += 1
      } else {
        passed.append((day, 1))
      }
    }
    for (day, count) in passed {
      result.check(
        count <= limit, "\(account): \(count) drafts passed on day \(day), \(limit) may")
    }
  }

  /// Nobody is refused while there is a place.
  private static func checkRefused(
    _ refused: RequestRecord, _ limit: Int?, among records: [RequestRecord],
    _ evidence: Evidence, _ result: inout InvariantResult
  ) {
    guard let limit else {
      return result.check(false, "\(refused.id): refused, where nothing is counted")
    }
    let days = days(of: refused, in: evidence)
    guard days.count == 1, let day = days.first else { return }
    let places = records.count { other in
      mayHaveHeldPlace(other, against: refused, evidence)
        && self.days(of: other, in: evidence).contains(day)
    }
    result.check(
      places >= limit,
      "\(refused.id): refused on day \(day), with at most \(places) of \(limit) places taken")
  }

  private static func mayHaveHeldPlace(
    _ record: RequestRecord, against refused: RequestRecord, _ evidence: Evidence
  ) -> Bool {
    guard record.started <= refused.ended ?? .never else { return false }
    if !evidence.calls(for: record.id).isEmpty { return true }
    // A place that nobody used is given back before the answer, of which the user hears later.
    let mayBeLate = record.ended.map { $0 + BenchLimits.upstreamLag >= refused.started } ?? true
    if record.outcome == .providerError { return mayBeLate }
    let joined = !evidence.calls(behind: record.id).isEmpty
    return !joined && !record.isCached && !Outcome.withoutPlace.contains(record.outcome)
  }

  /// The days on which a request may have taken its place.
  private static func days(
    of record: RequestRecord, in evidence: Evidence
  ) -> ClosedRange<Int64> {
    let last = evidence.calls(for: record.id).first?.started ?? record.ended ?? .never
    let first = evidence.wallTime(at: record.started).day
    return first...max(first, last == .never ? .max : evidence.wallTime(at: last).day)
  }
}
