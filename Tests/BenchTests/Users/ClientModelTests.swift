import Testing
import Wire
import World

@testable import bmm_bench

/// What a user's page makes of one answer, by what the page is made of.
struct ClientModelTests {
  typealias Step = ScriptedServer.Step

  private static let fields =
    "content-type: text/event-stream\r\naccess-control-allow-origin: https://bmm.example\r\n"
    + "access-control-allow-credentials: true\r\n"
  private static let stream = "HTTP/1.1 200 OK\r\n\(fields)transfer-encoding: chunked\r\n\r\n"
  private static let endless = "HTTP/1.1 200 OK\r\n\(fields)connection: close\r\n\r\n"
  private static let text = ScriptedServer.chunk("event: text\ndata: {\"delta\":\"abc\"}\n\n")
  private static let spec = ScriptedServer.chunk("event: spec\ndata: {\"spec\":{}}\n\n")
  private static let comment = ScriptedServer.chunk(": keepalive\n\n")
  private static let end = "0\r\n\r\n"
  private static let page =
    "HTTP/1.1 524 Any\r\ncontent-type: text/html\r\ncf-error-type: 524\r\n"
    + "content-length: 6\r\n\r\n<html>"

  private func model(_ change: (inout ClientModel) -> Void) -> ClientModel {
    var model = ClientModel()
    change(&model)
    return model
  }

  @Test(
    arguments: [
      ([.write(stream + text + spec + end)], "resolved"),
      ([.write(stream + text + end)], "truncated-unseen"),
      (
        [.write(endless + "event: text\ndata: {\"delta\":\"a\"}\n\n"), .finish], "truncated-unseen"
      ),
      ([.write(stream + text), .finish], "broken"),
      ([.write(stream + text), .wait(.seconds(1)), .reset], "broken"),
      ([.write(stream + "zz\r\n")], "broken"),
      ([.write(stream + ScriptedServer.chunk("event: text\ndata: <html>\n\n"))], "unparsable"),
      ([.write(page)], "opaque"),
      ([.finish], "rejected"),
      ([.reset], "rejected"),
      ([.write("HTTP/1.1 200 OK\r\ncon"), .finish], "rejected"),
      ([.write("SSH-2.0\r\n\r\n")], "rejected"),
      ([], "aborted"),
    ] as [([Step], String)])
  func `a browser reports what came`(steps: [Step], report: String) {
    #expect(ScriptedServer.answer(steps).browser.kind.rawValue == report)
  }

  @Test(
    arguments: [
      ([.finish], .closedBeforeHead), ([.reset], .resetBeforeHead),
      ([.write("HTTP/1.1 200"), .finish], .cutInHead), ([.write("no\r\n\r\n")], .malformedHead),
      ([.write(stream + end)], .complete), ([.write(endless), .finish], .untilClose),
      ([.write(stream), .finish], .cutChunked), ([.write(stream), .reset], .resetInBody),
      ([.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}"), .finish], .cutLength),
      ([.write(stream + "zz\r\n")], .malformedBody), ([], .abandoned),
    ] as [([Step], WireEnding)])
  func `the ending on the wire is known`(steps: [Step], ending: WireEnding) {
    #expect(ScriptedServer.answer(steps).wire?.ending == ending)
  }

  @Test func `at the page's own origin an edge's page is read, and is no JSON`() {
    let own = model { $0.isSameOrigin = true }
    let record = ScriptedServer.answer([.write(Self.page)], to: own)
    #expect(record.browser.kind == .unparsable)
    #expect(record.browser.visibleStatus == 524)
    #expect(record.browser.error.hasPrefix("SyntaxError: Unexpected token '<'"))
    #expect(record.outcome == .edge(524))
  }

  @Test func `an event without its blank line is dropped, or taken by a lenient parser`() {
    let cut = Self.endless + "event: spec\ndata: {\"spec\":{}}"
    let lenient = model { $0.parser = .lenient }
    for tail in ["", "\n", "\r"] {
      let steps: [Step] = [.write(cut + tail), .finish]
      #expect(ScriptedServer.answer(steps).outcome == .noTerminalEvent)
      #expect(ScriptedServer.answer(steps, to: lenient).outcome == .spec)
    }
    // Half an event is no event for anybody.
    let half: [Step] = [.write(Self.endless + "event: spec\ndata: {\"spec\":"), .finish]
    #expect(ScriptedServer.answer(half, to: lenient).outcome == .malformed)
    // Where the connection breaks, a lenient parser is not asked any more.
    let broken: [Step] = [
      .write(Self.stream + "99\r\nevent: spec\ndata: {\"spec\":{}}\n"), .finish,
    ]
    #expect(ScriptedServer.answer(broken, to: lenient).outcome == .connectionLost)
  }

  @Test func `a comment is nothing, or an event without data`() {
    let steps: [Step] = [.write(Self.stream + Self.text + Self.comment + Self.spec + Self.end)]
    #expect(ScriptedServer.answer(steps).outcome == .spec)
    let old = ScriptedServer.answer(steps, to: model { $0.comments = .dispatched })
    #expect(old.outcome == .malformed)
    #expect(old.browser.kind == .unparsable)
  }

  /// A first event after 10 s, then comments only, then the end after 60 s.
  private static let quiet: [Step] =
    [.wait(.seconds(10)), .write(stream + text)]
    + Array(repeating: [Step.wait(.seconds(10)), .write(comment)], count: 4).flatMap(\.self)
    + [.wait(.seconds(10)), .write(spec + end)]

  @Test(
    arguments: [
      (30, .events, "client_timeout", 40), (30, .bytes, "spec", 60), (60, .events, "spec", 60),
      (9, .bytes, "client_timeout", 9), (9, .events, "client_timeout", 9),
    ] as [(Int, ClientModel.IdleClock, String, Int)])
  func `a script's patience counts from the last event, or from the last byte`(
    limit: Int, clock: ClientModel.IdleClock, outcome: String, end: Int
  ) throws {
    let client = model {
      $0.idleTimeout = .seconds(limit)
      $0.idleClock = clock
    }
    let record = ScriptedServer.answer(Self.quiet, to: client)
    #expect(record.outcome.name == outcome)
    let ended = try #require(record.ended)
    #expect((ended - .start - .seconds(end)).nanoseconds.magnitude < 10_000_000, "\(ended)")
  }

  @Test func `a time-out ends a stream that is well`() throws {
    let client = model { $0.timeout = .seconds(25) }
    let record = ScriptedServer.answer(Self.quiet, to: client)
    #expect(record.outcome == .clientTimeout)
    #expect(record.ended == record.started + .seconds(25))
    #expect(record.browser.error == "TimeoutError: signal timed out")
    #expect(record.browser.kind == .aborted)
  }

  @Test func `who needs more bytes sees the first token later, or at the end`() throws {
    let steps: [Step] = [
      .write(Self.stream + Self.text), .wait(.seconds(5)), .write(Self.text), .wait(.seconds(5)),
      .write(Self.spec + Self.end),
    ]
    func firstToken(_ minimumBytes: Int) throws -> Duration {
      let record = ScriptedServer.answer(steps, to: model { $0.minimumBytes = minimumBytes })
      #expect(record.outcome == .spec)
      #expect(record.text == HandMadeRun.text("abcabc"))
      return try #require(record.firstToken) - (try #require(record.headAt))
    }
    #expect(try firstToken(0) == .zero)
    #expect(try firstToken(1) == .zero)
    #expect(try firstToken(50) == .seconds(5))
    #expect(try firstToken(1024) == .seconds(10))
  }

  @Test func `a compressed body is read as it comes, and must be what it says`() {
    var gzip = StoredGzip()
    var bytes: [UInt8] = []
    Array("{\"spec\":{}}".utf8).withUnsafeBufferPointer { gzip.write($0, into: &bytes) }
    gzip.end(into: &bytes)
    func answer(_ body: [UInt8]) -> RequestRecord {
      let head =
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: \(body.count)\r\n\r\n"
      return ScriptedServer.answer([.write(head), .bytes(body)])
    }
    #expect(answer(bytes).outcome == .spec)
    #expect(answer(Array(bytes.dropLast())).outcome == .malformed, "cut, in a frame that is whole")
    #expect(answer(Array("{\"spec\":{}}".utf8)).outcome == .malformed)
  }

  @Test func `a page that closes at the terminal event does not wait for the end`() throws {
    let steps: [Step] = [.write(Self.stream + Self.spec), .wait(.seconds(50)), .write(Self.end)]
    let patient = ScriptedServer.answer(steps)
    let prompt = ScriptedServer.answer(steps, to: model { $0.endsAt = .terminalEvent })
    #expect(try #require(patient.ended) - .start > .seconds(50))
    #expect(try #require(prompt.ended) - .start < .seconds(1))
    #expect(prompt.outcome == .spec)
    #expect(prompt.wire?.ending == .closedByPage)
    #expect(prompt.browser.kind == .resolved)
  }

  @Test(
    arguments: [
      ([.write(stream + text + spec)], "resolved"),  // The page closes it.
      ([.write(stream + text + end)], "reconnecting"),
      ([.write(stream + text), .finish], "reconnecting"),
      ([.reset], "reconnecting"),
      ([.write(page)], "failed"),
      ([.write("HTTP/1.1 405 Any\r\n\(fields)content-length: 0\r\n\r\n")], "failed"),
    ] as [([Step], String)])
  func `an EventSource comes again, or never`(steps: [Step], report: String) {
    let source = model { $0.api = .eventSource }
    #expect(ScriptedServer.answer(steps, to: source).browser.kind.rawValue == report)
  }
}
