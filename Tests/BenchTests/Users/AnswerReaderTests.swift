import Testing
import World

@testable import bmm_bench

struct AnswerReaderTests {
  typealias Step = ScriptedServer.Step

  private static let stream =
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
    + "access-control-allow-origin: https://bmm.example\r\n"
    + "access-control-allow-credentials: true\r\ntransfer-encoding: chunked\r\n\r\n"
  private static let text = ScriptedServer.chunk("event: text\ndata: {\"delta\":\"abc\"}\n\n")
  private static let spec = ScriptedServer.chunk("event: spec\ndata: {\"spec\":{}}\n\n")
  private static let error = ScriptedServer.chunk(
    "event: error\ndata: {\"error\":\"preview_timeout\",\"message\":\"Late.\"}\n\n")
  private static let end = "0\r\n\r\n"

  private static func json(_ status: Int, _ body: String, _ fields: String = "") -> [Step] {
    [
      .write(
        "HTTP/1.1 \(status) Any\r\ncontent-type: application/json\r\n\(fields)"
          + "content-length: \(body.utf8.count)\r\n\r\n\(body)")
    ]
  }

  @Test(
    arguments: [
      ([.write(stream + text + spec + end)], "spec", 1, 0),
      ([.write(stream + text + end)], "no_terminal_event", 0, 0),
      ([.write(stream + end)], "no_terminal_event", 0, 0),
      ([.write(stream + text + error + end)], "preview_timeout", 1, 0),
      ([.write(stream + spec + error + end)], "spec", 2, 1),
      ([.write(stream + spec + text + end)], "spec", 1, 1),
      ([.write(stream + spec), .wait(.seconds(50)), .write(end)], "spec", 1, 0),
      // Without the last chunk nobody knows whether more would have come.
      ([.write(stream + text), .finish], "connection_lost", 0, 0),
      ([.write(stream + text), .wait(.seconds(1)), .reset], "connection_lost", 0, 0),
      ([.write(stream + "zz\r\n")], "connection_lost", 0, 0),  // No HTTP any more.
      (
        [.write(stream + ScriptedServer.chunk("event: spec\ndata: {\n\n"))], "malformed_answer", 1,
        0
      ),
    ] as [([Step], String, Int, Int)])
  func `a stream ends in a known way`(
    steps: [Step], outcome: String, terminal: Int, behind: Int
  ) {
    let record = ScriptedServer.answer(steps)
    #expect(record.outcome == Outcome(outcome))
    #expect(record.terminalEvents == terminal)
    #expect(record.eventsAfterTerminal == behind)
    #expect(record.isEventStream)
    #expect(record.isReadableByBrowser)
    #expect(record.ended != nil)
  }

  @Test(
    arguments: [
      (json(200, "{\"spec\":{}}"), "spec", ""),
      (json(200, "{\"spec\":{},\"cached\":true}"), "spec", ""),
      (json(200, "{}"), "malformed_answer", ""),  // A success without a spec.
      // nginx names itself on the service's answers too; only its own lack the security fields.
      (json(502, "<html>", "server: nginx/1.22.1\r\n"), "edge_502", ""),
      (json(413, "<html>", "server: cloudflare\r\n"), "edge_413", ""),  // Of an nginx behind it.
      (
        json(
          503, "{\"error\":\"provider_overloaded\"}",
          "server: nginx/1.22.1\r\nx-content-type-options: nosniff\r\n"),
        "provider_overloaded", ""
      ),
      (json(200, "{\"spec\":"), "malformed_answer", ""),
      (json(200, ""), "malformed_answer", ""),
      (
        json(422, "{\"error\":\"spec_too_large\",\"message\":\"Split it.\"}"), "spec_too_large",
        "Split it."
      ),
      (json(409, "{\"error\":\"streaming_unavailable\"}"), "streaming_unavailable", ""),
      (json(500, "{\"message\":\"Oh.\"}"), "http_500", "Oh."),  // No code to go by.
      (json(503, "<html>"), "http_503", ""),
      (json(524, "<html>", "cf-error-type: 524\r\n"), "edge_524", ""),
      // What an edge puts in the place of an answer is its own, whatever it says.
      (json(504, "{\"error\":\"preview_timeout\"}", "cf-error-type: 504\r\n"), "edge_504", ""),
      (
        // The end of the connection ends a body of unknown length.
        [.write("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"spec\":{}}"), .finish], "spec", ""
      ),
    ] as [([Step], String, String)])
  func `a whole answer ends in a known way`(steps: [Step], outcome: String, message: String) {
    let record = ScriptedServer.answer(steps)
    #expect(record.outcome == Outcome(outcome))
    #expect(record.message == message)
    #expect(record.isEventStream == false)
    #expect(record.isReadableByBrowser == false)
  }

  private static func redirect(_ fields: String) -> [Step] {
    [.write("HTTP/1.1 303 See Other\r\nlocation: /\r\n\(fields)content-length: 0\r\n\r\n")]
  }

  @Test(
    arguments: [
      (.magicLink, json(202, "{\"status\":\"sent\"}"), "link_sent", nil),
      (.magicLink, json(429, "{\"error\":\"rate_limited\"}"), "rate_limited", nil),
      (.magicLink, json(503, "<html>", "server: nginx/1.22.1\r\n"), "edge_503", nil),
      (.callback, redirect("set-cookie: bmm_session=abc; Path=/\r\n"), "logged_in", "abc"),
      // To be sent on without a session is no log-in.
      (.callback, redirect(""), "malformed_answer", nil),
      (.callback, redirect("set-cookie: theme=dark\r\n"), "malformed_answer", nil),
      (
        .callback, json(401, "{\"error\":\"invalid_or_expired_token\"}"),
        "invalid_or_expired_token", nil
      ),
      (.callback, [.reset], "connection_lost", nil),
    ] as [(Route, [Step], String, String?)])
  func `a request of a log-in ends in a known way`(
    route: Route, steps: [Step], outcome: String, session: String?
  ) {
    let record = ScriptedServer.answer(steps, on: route)
    #expect(record.outcome == Outcome(outcome))
    #expect(record.session == session)
    #expect(Outcome.names.contains(outcome))
    if record.status == 303 || route == .callback, record.status != nil {
      #expect(record.isReadableByBrowser, "there is no page that CORS could keep from it")
      let isWhole = outcome != "malformed_answer"
      #expect(record.browser.kind == (isWhole ? .resolved : .unparsable))
    }
  }

  @Test(
    arguments: [
      [.finish], [.reset], [.write("HTTP/1.1 200"), .finish], [.write("SSH-2.0\r\n\r\n")],
      [.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}"), .finish],
    ] as [[Step]])
  func `what breaks off is lost`(steps: [Step]) {
    #expect(ScriptedServer.answer(steps).outcome == .connectionLost)
  }

  @Test(arguments: [[], [.write(stream + text)]] as [[Step]])
  func `a user that leaves has left at its instant`(steps: [Step]) {
    let record = ScriptedServer.answer(steps, until: HandMadeRun.at(20))
    #expect(record.outcome == .left)
    #expect(record.ended == HandMadeRun.at(20))
  }

  @Test(
    arguments: [
      ("https://bmm.example", "true", true), ("https://other.example", "true", false),
      // With credentials a star does not count (Fetch standard, CORS check).
      ("*", "true", false), ("https://bmm.example", "false", false),
    ])
  func `a page reads what names its origin, and lets its cookie go along`(
    origin: String, credentials: String, isReadable: Bool
  ) {
    let fields =
      "access-control-allow-origin: \(origin)\r\n"
      + "access-control-allow-credentials: \(credentials)\r\n"
    let steps = Self.json(200, "{\"spec\":{}}", fields)
    #expect(ScriptedServer.answer(steps).isReadableByBrowser == isReadable)
  }

  @Test func `the times are those of the world`() throws {
    let record = ScriptedServer.answer([
      .wait(.seconds(1)), .write(Self.stream), .wait(.seconds(2)), .write(Self.text),
      .wait(.seconds(30)), .write(Self.spec + Self.end),
    ])
    let head = try #require(record.headAt)
    #expect(record.firstToken == head + .seconds(2))
    #expect(record.ended == head + .seconds(32))
    #expect(record.longestSilence == .seconds(30))
    #expect(record.text == HandMadeRun.text("abc"))
  }

  @Test func `a comment is sound, though no event`() {
    let comment = ScriptedServer.chunk(": keepalive\n\n")
    let record = ScriptedServer.answer([
      .write(Self.stream), .wait(.seconds(15)), .write(comment), .wait(.seconds(10)),
      .write(Self.spec + Self.end),
    ])
    #expect(record.longestSilence == .seconds(15))
    #expect(record.eventsAfterTerminal == 0)
  }

  @Test func `of an error's code and message a record keeps what a report can show`() {
    let long = String(repeating: "e\u{301}", count: 100_000)
    let body = #"{"error":"\#(long)","message":"\#(long)"}"#
    let chunk = ScriptedServer.chunk("event: error\ndata: \(body)\n\n")
    for steps in [Self.json(500, body), [.write(Self.stream + chunk + Self.end)]] {
      let record = ScriptedServer.answer(steps)
      #expect(record.outcome.name.unicodeScalars.count == BenchLimits.errorTextMax)
      #expect(record.message.unicodeScalars.count == BenchLimits.errorTextMax)
    }
  }
}
