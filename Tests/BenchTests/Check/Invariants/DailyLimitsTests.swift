import Service
import Testing
import World

@testable import FakeLLM
@testable import bmm_bench

struct DailyLimitsTests {
  /// One request of a run: when it was there, in seconds from the start, and how it ended.
  struct Request: Sendable {
    var from = 0.0
    var to = 30.0
    var outcome = Outcome.spec
    var hasCall = true
    var account = "a"
    var isCached = false

    static let refused = Request(to: 0.1, outcome: .rateLimited, hasCall: false)
  }

  private func check(
    limit: Int? = 2, secondsToMidnight: Int64 = 43_200, _ requests: [Request]
  ) -> InvariantResult {
    var run = HandMadeRun()
    run.scenario.service.tiers.team.previewsPerDay = limit
    let records = requests.enumerated().map { number, request in
      var record = RequestRecord(
        id: "u-\(number)", group: "u", account: request.account, plan: .team, route: .sync,
        planned: .start, started: .start + .seconds(request.from))
      record.ended = .start + .seconds(request.to)
      record.outcome = request.outcome
      record.isCached = request.isCached
      return record
    }
    let calls = requests.enumerated().filter(\.element.hasCall).map { number, request in
      ProviderCall(
        number: number, requestID: "u-\(number)", model: "claude-sonnet-4-6", maxTokens: 1,
        inputTokens: 1, isStream: false, started: .start + .seconds(request.from + 0.1),
        firstToken: nil,
        ended: .start + .seconds(request.to), outputTokens: 1, text: HandMadeRun.text(""),
        end: .complete(.endTurn))
    }
    return DailyLimits.check(
      Evidence(
        scenario: run.scenario, records: records, calls: calls, log: [], exchanges: [],
        epoch: WallTime(seconds: 1_777_680_000 - secondsToMidnight), end: .idle, leftovers: []))
  }

  @Test func `as many as the limit, and the refusal of the next, are right`() {
    let result = check([Request(), Request(), .refused])
    #expect(result.checked == 2)
    #expect(result.violations == 0, "\(result.examples)")
  }

  @Test func `one that passes beyond the limit is one too many`() {
    let result = check([Request(), Request(), Request()])
    #expect(result.examples == ["a: 3 drafts passed on day 20574, 2 may"])
  }

  @Test func `a refusal while a place is free is wrong`() {
    let result = check([Request(), .refused])
    #expect(
      result.examples == ["u-1: refused on day 20574, with at most 1 of 2 places taken"])
  }

  @Test func `where nothing is counted nobody is refused`() {
    let result = check(limit: nil, [Request(), .refused])
    #expect(result.examples == ["u-1: refused, where nothing is counted"])
  }

  @Test func `accounts have places of their own`() {
    let others = (0..<3).map { Request(account: "b\($0)") }
    #expect(check([Request(), Request()] + others).violations == 0)
    #expect(check([Request(), .refused] + others).violations == 1)
  }

  @Test(
    arguments: [
      // It had reached no provider, and its place was given back long before.
      (Request(to: 5, outcome: .providerError, hasCall: false), 20.0, 1),
      // Its place may just have been given back.
      (Request(to: 5, outcome: .providerError, hasCall: false), 5.5, 0),
      // It came from the cache and never had a place.
      (Request(to: 5, hasCall: false, isCached: true), 5.1, 1),
      // It was refused itself.
      (.refused, 0.0, 1),
      // It came later than the refusal.
      (Request(from: 50), 20.0, 1),
      // Its user left; the service may have reached the provider by then.
      (Request(to: 5, outcome: .left, hasCall: false), 20.0, 0),
    ] as [(Request, Double, Int)])
  func `whoever is refused finds the places taken`(
    other: Request, at seconds: Double, violations: Int
  ) {
    let refused = Request(
      from: seconds, to: seconds + 0.1, outcome: .rateLimited, hasCall: false)
    let own = check([Request(), other, refused]).examples.filter { $0.hasPrefix("u-2") }
    #expect(own.count == violations)
  }

  @Test func `each day has its own places, and what may belong to two is left out`() {
    let before = Request(from: 0, to: 20)
    let after = Request(from: 61, to: 90)
    let around = Request(from: 59.95, to: 90)
    let result = check(secondsToMidnight: 60, [before, before, around, after, after])
    #expect(result.violations == 0, "\(result.examples)")
    #expect(result.checked == 2)
    #expect(check(secondsToMidnight: 60, [before, before, after, after, after]).violations == 1)
    let refused = Request(from: 61, to: 61.1, outcome: .rateLimited, hasCall: false)
    #expect(check(secondsToMidnight: 60, [before, before, refused]).violations == 1)
    #expect(check(secondsToMidnight: 60, [before, around, refused]).violations == 1)
    #expect(check(secondsToMidnight: 60, [around, around, refused]).violations == 0)
  }
}
