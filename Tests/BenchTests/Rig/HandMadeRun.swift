import EdgeSim
import Service
import Wire
import World

@testable import FakeLLM
@testable import bmm_bench

/// What the roles saw of one flawless stream, to be spoilt in one place.
struct HandMadeRun {
  static let requestID = "u-1"

  var scenario = Scenario.bare()
  var record: RequestRecord
  /// Requests beside it.
  var others: [RequestRecord] = []
  var calls: [ProviderCall]
  var log: [LogLine]
  var end = LoopEnd.idle
  var leftovers: [String] = []

  init() {
    record = Self.flawlessRecord()
    calls = [Self.call()]
    log = [Self.outcomeLine()]
  }

  /// The request joins the call of another one, which leaves then.
  mutating func share(leavingAt seconds: Int) {
    var other = RequestRecord(
      id: "u-0", group: "u", account: "v@x.example", plan: .team, route: .stream,
      planned: .start, started: .start)
    other.isReadableByBrowser = true
    other.hasCORSFields = true
    other.isEventStream = true
    other.status = 200
    other.outcome = .left
    other.ended = Self.at(seconds)
    others = [other]
    calls[0].requestID = other.id
    log = [
      Self.outcomeLine(.clientGone, of: other.id),
      LogLine(
        time: WallTime(seconds: 0), level: .info, event: PreviewOutcome.ready.rawValue,
        fields: [
          ("request_id", .string(Self.requestID)), ("call_id", .string(other.id)),
          ("shared", true),
        ]),
    ]
  }

  var evidence: Evidence {
    Evidence(
      scenario: scenario, records: others + [record], calls: calls, log: log,
      exchanges: [],
      epoch: WallTime(seconds: 1_777_593_600), end: end, leftovers: leftovers)
  }

  /// The instant so many seconds after the start.
  static func at(_ seconds: Int) -> Instant {
    .start + .seconds(seconds)
  }

  /// A link that cuts its connections.
  static func cutting(_ from: String, _ to: String) -> FaultyLink {
    FaultyLink(
      from: from, to: to,
      faults: [LinkFault(id: "cut", .at(.byte(100), .cut), direction: .down)])
  }

  static func text(_ text: String) -> ByteFingerprint {
    var fingerprint = ByteFingerprint()
    Array(text.utf8).withUnsafeBufferPointer { fingerprint.add($0) }
    return fingerprint
  }

  /// A line of the service's log about the request.
  static func outcomeLine(
    _ outcome: PreviewOutcome = .ready, of id: String = requestID
  ) -> LogLine {
    LogLine(
      time: WallTime(seconds: 0), level: outcome.level, event: outcome.rawValue,
      fields: [("request_id", .string(id))])
  }

  /// The provider's side: 100 tokens in 29 seconds.
  static func call() -> ProviderCall {
    ProviderCall(
      number: 1, requestID: requestID, model: "claude-sonnet-4-6", maxTokens: 12_288,
      inputTokens: 50, isStream: true, started: at(1), firstToken: at(2), ended: at(30),
      outputTokens: 100,
      text: text("abc"), end: .complete(.endTurn))
  }

  private static func flawlessRecord() -> RequestRecord {
    var record = RequestRecord(
      id: requestID, group: "u", account: "u@x.example", plan: .team, route: .stream,
      planned: .start, started: .start)
    record.headAt = at(1)
    record.firstToken = at(2)
    record.ended = at(31)
    record.status = 200
    record.isReadableByBrowser = true
    record.hasCORSFields = true
    record.outcome = .spec
    record.isEventStream = true
    record.terminalEvents = 1
    record.text = text("abc")
    record.longestSilence = .seconds(1)
    return record
  }
}
