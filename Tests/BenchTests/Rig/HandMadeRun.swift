import EdgeSim
import Service
import Wire
import World

@testable import FakeLLM
@testable import bmm_bench

/// What the roles saw of one flawless stream, to be spoilt in one place.
struct HandMadeRun {
  static let requestID = "u-1"
  static let host = "127.1.0.1"

  var scenario = Scenario.bare()
  var record: RequestRecord
  /// Requests beside it.
  var others: [RequestRecord] = []
  var calls: [ProviderCall]
  var log: [LogLine]
  var end = LoopEnd.idle
  var leftovers: [String] = []
  /// Clicks on a link for a log-in.
  var clicks: [RequestRecord] = []

  init() {
    record = Self.flawlessRecord()
    calls = [Self.call()]
    log = [Self.outcomeLine()]
  }

  /// The same run, in which a link was clicked twice as well: the first click opened a session.
  static func withClicks() -> HandMadeRun {
    var run = HandMadeRun()
    run.clicks = [click("u-11", session: "s"), click("u-12", session: nil)]
    run.log.append(redemption(by: "u-11"))
    return run
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
          ("output_tokens", 100),
          ("shared", true),
        ]),
    ]
  }

  /// The request gets a kept spec, which a model has drafted for another one of the same prompt.
  mutating func keep(of model: String) {
    share(leavingAt: 20)
    others[0].prompt = Prompt("prompt").mark(number: 1)
    record.prompt = others[0].prompt
    record.isCached = true
    calls[0].model = model
    calls[0].ended = Self.at(20)
    calls[0].end = .clientGone
    log[1] = Self.outcomeLine(of: Self.requestID, tokens: 0)
  }

  /// The request ends with an error event; its line says what was wrong with the answer.
  mutating func fail(saying message: String) {
    record.outcome = Outcome("spec_invalid")
    record.message = message
    record.error =
      JSONValue.object([
        JSONMember(key: "error", value: "spec_invalid"),
        JSONMember(key: "message", value: .string(message)),
      ]).jsonString(pretty: false)
    log = [
      LogLine(
        time: WallTime(seconds: 0), level: .warn, event: PreviewOutcome.invalid.rawValue,
        fields: [
          ("request_id", .string(Self.requestID)), ("call_id", .string(Self.requestID)),
          ("output_tokens", 100), ("client", .string(Self.host)),
          ("zod_message", "tools[0].name is missing"),
          ("output", "I would rather not draft this server."),
        ])
    ]
  }

  var evidence: Evidence {
    Evidence(
      scenario: scenario, records: others + [record] + clicks, calls: calls, log: log,
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

  /// A link between users and edge that changes a byte of what goes that way, or either.
  static func corrupting(direction: LinkDirection?) -> FaultyLink {
    FaultyLink(
      from: "users", to: "edge",
      faults: [LinkFault(id: "corrupt", .at(.byte(100), .corrupt), direction: direction)])
  }

  static func text(_ text: String) -> ByteFingerprint {
    var fingerprint = ByteFingerprint()
    Array(text.utf8).withUnsafeBufferPointer { fingerprint.add($0) }
    return fingerprint
  }

  /// A line of the service's log about the request.
  static func outcomeLine(
    _ outcome: PreviewOutcome = .ready, of id: String = requestID, tokens: Int? = nil
  ) -> LogLine {
    LogLine(
      time: WallTime(seconds: 0), level: outcome.level, event: outcome.rawValue,
      fields: [
        ("request_id", .string(id)), ("call_id", .string(id)),
        ("output_tokens", .integer(Int64(tokens ?? (outcome == .ready ? 100 : 0)))),
        ("client", .string(host)),
      ])
  }

  /// A line of the service's log about a click that opened a session.
  static func redemption(by id: String) -> LogLine {
    LogLine(
      time: WallTime(seconds: 0), level: .info, event: "request_done",
      fields: [
        ("request_id", .string(id)), ("route", "magic_link_callback"), ("status", 303),
      ])
  }

  /// A click on the link that the request `u-10` asked for.
  static func click(_ id: String, session: String?) -> RequestRecord {
    var record = RequestRecord(
      id: id, group: "u", account: "u@x.example", plan: .team, route: .callback,
      planned: .start, started: .start)
    record.status = session == nil ? 401 : 303
    record.outcome = session == nil ? Outcome("invalid_or_expired_token") : .loggedIn
    record.ended = at(1)
    record.link = "u-10"
    record.session = session
    return record
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
      id: requestID, group: "u", account: "u@x.example", plan: .team, host: host,
      route: .stream, planned: .start, started: .start)
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
