import Service
import World

/// The part of `daily-limits` that is about log-in links: so many for a mailbox on a day, and so
/// many for whoever asks from an address.
enum LogInLinkLimits {
  /// No mailbox gets more, and whoever is refused finds the places of one of the two shares taken.
  static func check(_ evidence: Evidence, lives: Int, _ result: inout InvariantResult) {
    let asked = evidence.records.filter { $0.route == .magicLink }
    for (account, records) in asked.grouped(by: { $0.account }) {
      for (day, sent) in sentByDay(records, evidence) {
        let most = ServiceLimits.linksPerEmail * lives
        result.check(
          sent <= most, "\(account): \(sent) log-in links sent on day \(day), \(most) may be")
      }
    }
    for record in asked where record.outcome == .rateLimited {
      checkRefused(record, evidence, &result)
    }
  }

  private static func sentByDay(
    _ records: [RequestRecord], _ evidence: Evidence
  ) -> [(day: Int64, count: Int)] {
    var sent: [(day: Int64, count: Int)] = []
    for record in records where record.outcome == .linkSent {
      let days = days(of: record, in: evidence)
      guard days.count == 1, let day = days.first else { continue }
      if let index = sent.firstIndex(where: { $0.day == day }) {
        sent[index].count += 1
      } else {
        sent.append((day, 1))
      }
    }
    return sent
  }

  private static func checkRefused(
    _ refused: RequestRecord, _ evidence: Evidence, _ result: inout InvariantResult
  ) {
    let days = days(of: refused, in: evidence)
    guard days.count == 1, let day = days.first else { return }
    var (forMailbox, fromAddress) = (0, 0)
    for other in evidence.records where mayHoldPlace(other, against: refused) {
      guard self.days(of: other, in: evidence).contains(day) else { continue }
      // What else is asked may be for anybody's mailbox.
      if other.account == refused.account || other.route == .other { forMailbox += 1 }
      if other.host == refused.host { fromAddress += 1 }
    }
    result.check(
      forMailbox >= ServiceLimits.linksPerEmail || fromAddress >= ServiceLimits.linksPerAddress,
      "\(refused.id): refused a log-in link on day \(day), with at most \(forMailbox) of "
        + "\(ServiceLimits.linksPerEmail) places of its mailbox and \(fromAddress) of "
        + "\(ServiceLimits.linksPerAddress) of its address taken")
  }

  private static func mayHoldPlace(
    _ record: RequestRecord, against refused: RequestRecord
  ) -> Bool {
    guard record.route == .magicLink || record.route == .other else { return false }
    return record.started <= refused.ended ?? .never
      && !Outcome.withoutPlace.contains(record.outcome)
  }

  /// The days on which a request may have been counted.
  private static func days(
    of record: RequestRecord, in evidence: Evidence
  ) -> ClosedRange<Int64> {
    let first = evidence.wallTime(at: record.started).day
    guard let ended = record.ended else { return first...Int64.max }
    return first...max(first, evidence.wallTime(at: ended).day)
  }
}
