import Service
import Testing
import World

@testable import bmm_bench

struct LogInLinkLimitsTests {
  /// Wishes for a link: whose mailbox, from which address, and what came of it.
  private struct Wish {
    var account = "a"
    var host = "127.1.0.1"
    var outcome = Outcome.linkSent
    var at: Int64 = 0
    var route = Route.magicLink
  }

  private func check(_ wishes: [Wish], lives: Int = 1) -> InvariantResult {
    let records = wishes.enumerated().map { number, wish in
      var record = RequestRecord(
        id: "u-\(number)", group: "u", account: wish.account, plan: .team, host: wish.host,
        route: wish.route, planned: .start, started: .start + .seconds(wish.at))
      record.outcome = wish.outcome
      record.ended = record.started + .seconds(1)
      return record
    }
    var result = InvariantResult(.dailyLimits)
    let noon = WallTime(seconds: 1_777_680_000 - 43_200)
    LogInLinkLimits.check(
      Evidence(
        scenario: .bare(), records: records, calls: [], log: [], exchanges: [], epoch: noon,
        end: .idle, leftovers: []), lives: lives, &result)
    return result
  }

  private let refused = Wish(outcome: .rateLimited, at: 10)

  @Test func `five links for a mailbox and the refusal of the sixth are right`() {
    let result = check(Array(repeating: Wish(), count: 5) + [refused])
    #expect(result.checked == 2)
    #expect(result.violations == 0, "\(result.examples)")
  }

  @Test func `a sixth link for a mailbox is one too many, but for another life or day`() {
    let six = Array(repeating: Wish(), count: 6)
    #expect(check(six).examples == ["a: 6 log-in links sent on day 20574, 5 may be"])
    #expect(check(six, lives: 2).violations == 0)
    #expect(check(six.dropLast() + [Wish(at: 50_000)]).violations == 0)
  }

  @Test func `a refusal while both shares have a place is wrong`() {
    let result = check(Array(repeating: Wish(), count: 4) + [refused])
    #expect(
      result.examples == [
        "u-4: refused a log-in link on day 20574, with at most 4 of 5 places of its mailbox and "
          + "4 of 10 of its address taken"
      ])
  }

  @Test func `whoever asks for ten mailboxes is refused the next`() {
    let others = (0..<10).map { Wish(account: "b\($0)") }
    #expect(check(others + [refused]).violations == 0)
    let elsewhere = others.map { Wish(account: $0.account, host: "127.1.0.2") }
    #expect(check(elsewhere + [refused]).violations == 1, "another visitor's share is his own")
  }

  @Test func `a request of any route may have been for the same mailbox`() {
    let unknown = Array(repeating: Wish(account: "b", outcome: .ok, route: .other), count: 5)
    #expect(check(unknown + [refused]).violations == 0)
    let late = unknown.map { Wish(outcome: $0.outcome, at: 12, route: $0.route) }
    #expect(check(late + [refused]).violations == 1, "what comes later holds no place")
  }
}
