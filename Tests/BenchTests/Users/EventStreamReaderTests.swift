import Service
import Testing
import Wire
import World

@testable import bmm_bench

struct EventStreamReaderTests {
  /// What a stream's events have made of a record.
  private struct Reading {
    var record = RequestRecord(
      id: "u-1", group: "u", account: "u", plan: .team, route: .stream, planned: .start,
      started: .start)
    let reader = EventStreamReader()

    var outcome: Outcome? { reader.outcome }

    mutating func feed(_ text: some StringProtocol, at seconds: Int = 0) throws {
      try Array(text.utf8).withUnsafeBufferPointer { view in
        try reader.feed(view, at: HandMadeRun.at(seconds), into: &record)
      }
    }
  }

  private func read(_ text: String) throws -> Reading {
    var reading = Reading()
    try reading.feed(text)
    return reading
  }

  private static let spec = "event: spec\ndata: {\"spec\":{\"name\":\"a\"}}\n\n"
  private static let error =
    "event: error\ndata: {\"error\":\"spec_refused\",\"message\":\"No.\"}\n\n"
  private static let text = "event: text\ndata: {\"delta\":\"abc\"}\n\n"

  @Test(
    arguments: [
      ("", nil, 0, 0),
      (text, nil, 0, 0),  // The terminal event is lost.
      (text + spec, .spec, 1, 0),
      (text + error, Outcome("spec_refused"), 1, 0),
      (spec + spec, .spec, 2, 1),
      (spec + error, .spec, 2, 1),  // The first one counts.
      (error + spec, Outcome("spec_refused"), 2, 1),
      (spec + text, .spec, 1, 1),
      (spec + ": keepalive\n\n", .spec, 1, 0),  // A comment is no event.
      ("event: spec\ndata: {\"spec\":{}}", nil, 0, 0),  // Without its empty line it never was.
      ("event: spec\ndata: {\"spec\":5}\n\n", .malformed, 1, 0),
      ("event: spec\ndata: {}\n\n", .malformed, 1, 0),
      ("event: error\ndata: {}\n\n", .malformed, 1, 0),  // Of no known kind.
      ("event: ping\ndata: {}\n\n" + spec, .spec, 1, 0),  // Unknown events are passed over.
    ] as [(String, Outcome?, Int, Int)])
  func `the first terminal event is the outcome`(
    stream: String, outcome: Outcome?, terminal: Int, behind: Int
  ) throws {
    let reading = try read(stream)
    #expect(reading.outcome == outcome)
    #expect(reading.record.terminalEvents == terminal)
    #expect(reading.record.eventsAfterTerminal == behind)
  }

  @Test(
    arguments: [
      "event: text\ndata: abc\n\n", "event: text\ndata: {\"delta\":5}\n\n",
      "event: spec\ndata: {\"spec\":\n\n", "event: error\ndata: no\n\n",
    ])
  func `an event that is no JSON is an error, not a silence`(stream: String) {
    #expect(throws: (any Error).self) { try read(stream) }
  }

  @Test func `an error's message and a cached spec are noted`() throws {
    #expect(try read(Self.error).record.message == "No.")
    #expect(try read(Self.spec).record.isCached == false)
    let cached = "event: spec\ndata: {\"spec\":{},\"cached\":true}\n\n"
    #expect(try read(cached).record.isCached)
  }

  @Test func `deltas are joined, escapes resolved, other keys passed over`() throws {
    let stream =
      "event: text\ndata: {\"delta\":\"a\\n\\u00e9\"}\n\n"
      + "event: text\ndata: {\"index\":[1,{}],\"delta\":\"b\"}\n\n"
    #expect(try read(stream).record.text == HandMadeRun.text("a\néb"))
  }

  @Test func `a delta of several tokens counts as several equal gaps`() throws {
    var reading = Reading()
    try reading.feed(Self.text, at: 5)  // One token of three bytes: the first.
    try reading.feed("event: text\ndata: {\"delta\":\"abcdef\"}\n\n", at: 9)
    #expect(reading.record.firstToken == HandMadeRun.at(5))
    #expect(reading.record.gaps.count == 2)
    #expect(reading.record.gaps.min == 2_000_000_000)
    #expect(reading.record.gaps.max == 2_000_000_000)
  }

  @Test func `bytes that are no UTF-8 are replaced, as browsers do`() throws {
    var (whole, garbled) = (try read(""), try read(""))
    try whole.feed("event: text\ndata: {\"delta\":\"a\u{FFFD}b\"}\n\n")
    let start = Array("event: text\ndata: {\"delta\":\"a".utf8)
    let end = Array("b\"}\n\nevent: spec\ndata: {\"spec\":{\"name\":\"".utf8)
    let bytes = start + [0xC3] + end + [0xFF] + Array("\"}}\n\n".utf8)
    try bytes.withUnsafeBufferPointer { view in
      try garbled.reader.feed(view, at: .start, into: &garbled.record)
    }
    #expect(garbled.record.text == whole.record.text)
    #expect(garbled.outcome == .spec)
  }

  @Test func `any split of the bytes reads the same`() throws {
    let stream = Self.text + ": keepalive\n\n" + Self.text + Self.spec + Self.error
    let whole = try read(stream)
    let bytes = Array(stream.utf8)
    for position in 1..<bytes.count {
      var reading = Reading()
      for part in [bytes[..<position], bytes[position...]] {
        try reading.feed(String(decoding: part, as: UTF8.self))
      }
      #expect(reading.outcome == whole.outcome)
      #expect(reading.record.text == whole.record.text)
      #expect(reading.record.terminalEvents == 2)
    }
  }
}
