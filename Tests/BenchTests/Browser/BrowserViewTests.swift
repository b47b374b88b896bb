import Testing
import Wire
import World

@testable import bmm_bench

/// The rows that Tests/Interop/chromium holds against the real browser, and those it cannot make.
struct BrowserViewTests {
  private static let fixture = "Tests/Interop/chromium/endings.json"

  private static func rows() throws -> [JSONValue] {
    try #require(try JSONValue.parse(Array(Project.text(fixture).utf8)).arrayValue)
  }

  private func answer(_ row: JSONValue?) throws -> WireAnswer {
    var answer = WireAnswer(ending: try choice(row?["ending"]))
    answer.status = row?["status"]?.intValue
    answer.isReadable = row?["isReadable"] == true
    answer.content = try choice(row?["content"])
    answer.flaw = try choice(row?["flaw"])
    return answer
  }

  private func choice<Choice: RawRepresentable>(_ value: JSONValue?) throws -> Choice
  where Choice.RawValue == String {
    let word = try #require(value?.stringValue)
    return try #require(Choice(rawValue: word))
  }

  @Test func `each ending is reported as Chrome does`() throws {
    for row in try Self.rows() {
      let view = BrowserView(browser: .chrome, api: try choice(row["api"]))
      let report = view.report(on: try answer(row["answer"]))
      let name = row["name"]?.stringValue ?? ""
      let chrome = row["chrome"]
      #expect(report.kind.rawValue == chrome?["kind"]?.stringValue, "\(name)")
      #expect(report.visibleStatus == chrome?["visibleStatus"]?.intValue, "\(name)")
      #expect(report.error == chrome?["error"]?.stringValue, "\(name)")
      #expect(report.netError == chrome?["netError"]?.stringValue, "\(name)")
    }
  }

  @Test func `every ending and every report has a row, but for three that loopback cannot make`()
    throws
  {
    let rows = try Self.rows()
    let endings = rows.compactMap { $0["answer"]?["ending"]?.stringValue }
    let kinds = rows.compactMap { $0["chrome"]?["kind"]?.stringValue }
    // Plain HTTP takes a head that is cut as if it were whole; only TLS makes it an error.
    let missing = WireEnding.allCases.filter { !endings.contains($0.rawValue) }
    #expect(missing == [.connectTimeout, .unreachable, .unresolved, .cutInHead])
    let unseen = BrowserReport.Kind.allCases.filter { !kinds.contains($0.rawValue) }
    #expect(unseen == [.pending])
  }

  @Test(
    arguments: [
      (.connectTimeout, "net::ERR_CONNECTION_TIMED_OUT"),
      (.unreachable, "net::ERR_ADDRESS_UNREACHABLE"),
      (.unresolved, "net::ERR_NAME_NOT_RESOLVED"),
      (.cutInHead, "net::ERR_RESPONSE_HEADERS_TRUNCATED"),
    ] as [(WireEnding, String)])
  func `without a head a fetch is rejected`(ending: WireEnding, netError: String) {
    let answer = WireAnswer(ending: ending)
    let report = BrowserView(browser: .chrome, api: .fetch).report(on: answer)
    #expect(report.kind == .rejected)
    #expect(report.visibleStatus == nil)
    #expect(report.sentence == "TypeError: Failed to fetch (\(netError))")
  }

  @Test func `what a script cannot see stands in brackets`() {
    let page = WireAnswer(
      status: 524, content: .html, ending: .complete, flaw: .noJSON, isEdgeMade: true)
    let report = BrowserView(browser: .chrome, api: .fetch).report(on: page)
    #expect(report.sentence == "TypeError: Failed to fetch (blocked by CORS policy; edge 524)")
    let error = WireAnswer(status: 503, ending: .complete)
    #expect(
      BrowserView(browser: .safari, api: .fetch).report(on: error).sentence
        == "TypeError: Load failed (blocked by CORS policy; status 503)")
    let refusal = WireAnswer(status: 405, isReadable: true, ending: .complete)
    #expect(
      BrowserView(browser: .chrome, api: .eventSource).report(on: refusal).sentence
        == "error event, readyState CLOSED (status 405, not 200)")
  }

  @Test func `a cut that looks like an end says nothing`() {
    let cut = WireAnswer(
      status: 200, isReadable: true, content: .eventStream, ending: .untilClose,
      flaw: .noTerminalEvent)
    let report = BrowserView(browser: .firefox, api: .fetch).report(on: cut)
    #expect(report.error == "")
    #expect(report.sentence == "nothing (done without an error or a terminal event)")
    #expect(report.kind.isTrouble)
  }

  @Test func `browsers differ in their words only`() {
    let answers = [
      WireAnswer(ending: .resetBeforeHead),
      WireAnswer(status: 200, isReadable: true, ending: .cutChunked),
      WireAnswer(status: 524, isReadable: true, content: .html, ending: .complete, flaw: .noJSON),
      WireAnswer(status: 200, isReadable: true, ending: .untilClose, flaw: .noJSON),
      WireAnswer(status: 200, isReadable: true, ending: .abandoned),
      WireAnswer(status: 200, isReadable: true, ending: .clientTimeout),
    ]
    for answer in answers {
      let reports = Browser.allCases.map { BrowserView(browser: $0, api: .fetch) }
        .map { $0.report(on: answer) }
      #expect(reports.allSatisfy { $0.kind == reports[0].kind && !$0.error.isEmpty })
      #expect(reports[0].error != reports[1].error)
    }
  }
}
