import Testing
import Wire

@testable import FakeLLM

@Suite struct CassetteReaderTests {
  private static let head =
    #"{"cassette": 1, "vendor": "anthropic", "status": 200, "#
    + #""fields": [["content-type", "text/plain"]]}"#
  private static let end = #"{"ms": 30, "end": "complete"}"#

  private func read(_ lines: [String]) throws(CassetteError) -> Cassette {
    try CassetteReader.read(Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  @Test func `all that a cassette can hold is read`() throws {
    let cassette = try read([
      #"{"cassette": 1, "vendor": "zhipu", "request": "0123456789abcdef", "output_tokens": 12, "#
        + #""status": 429, "fields": [["X-A", "b"], ["x-a", ""]]}"#,
      #"{"ms": 0, "text": "a\nü"}"#, #"{"ms": 12.5, "base64": "/wA="}"#,
      #"{"ms": 12.5, "text": ""}"#, #"{"ms": 30, "end": "reset"}"#,
    ])
    #expect(cassette.vendor == "zhipu" && cassette.request == "0123456789abcdef")
    #expect(cassette.status == 429 && cassette.outputTokens == 12)
    #expect(cassette.fields == HTTPFields([("X-A", "b"), ("x-a", "")]))
    #expect(
      cassette.pieces == [
        .init(after: .zero, bytes: Array("a\nü".utf8)),
        .init(after: .microseconds(12_500), bytes: [0xFF, 0]),
        .init(after: .microseconds(12_500), bytes: []),
      ])
    #expect(cassette.ending == .reset && cassette.endedAfter == .milliseconds(30))
    #expect(cassette.byteCount == 6)
  }

  @Test func `an answer without a body has no pieces`() throws {
    #expect(try read([Self.head, Self.end]).pieces.isEmpty)
  }

  @Test(arguments: [
    ([""], 1, "is no JSON"),
    (["[1]"], 1, "must be an object"),
    ([#"{"ms": 1, "text": "a"}"#], 1, "is no head: a cassette begins with"),
    ([head.replacing("1,", with: "2,")], 1, "is of another version: this program reads version 1"),
    ([head.replacing("200", with: "199")], 1, "needs a whole number \"status\" from 200 to 599"),
    ([head.replacing("\"anthropic\"", with: "1")], 1, "needs a text \"vendor\""),
    ([head.replacing("[[", with: "[1, [")], 1, "needs \"fields\" of pairs"),
    ([head.replacing("text/plain", with: "a\\r\\nb: c")], 1, "needs \"fields\" of pairs"),
    ([head.replacing("content-type", with: "a b")], 1, "needs \"fields\" of pairs"),
    (
      [head.replacing("content-type", with: "Content-Length")], 1,
      "has the field \"Content-Length\", which belongs to the connection"
    ),
    ([head.replacing("status", with: "stauts")], 1, "needs a whole number \"status\""),
    ([head.replacing("{", with: "{\"speed\": 1, ")], 1, "has the unknown key \"speed\""),
    ([head.replacing("{", with: "{\"request\": \"xyz\", ")], 1, "no fingerprint of 16"),
    ([head.replacing("{", with: "{\"status\": 200, ")], 1, "has the key \"status\" twice"),
    ([head], 1, "no end follows"),
    ([head, #"{"ms": 1, "text": "a"}"#], 2, "no end follows"),
    ([head, #"{"ms": 1, "text": "a"#, end], 2, "is no JSON"),
    ([head, "", end], 2, "is no JSON"),
    ([head, #"{"text": "a"}"#, end], 2, "needs a number \"ms\" from 0 to 86400000"),
    ([head, #"{"ms": -1, "text": "a"}"#, end], 2, "needs a number \"ms\""),
    ([head, #"{"ms": 86400001, "text": "a"}"#, end], 2, "needs a number \"ms\""),
    ([head, #"{"ms": 1}"#, end], 2, "needs either \"text\" or \"base64\", or \"end\""),
    ([head, #"{"ms": 1, "text": "", "base64": ""}"#, end], 2, "needs either"),
    ([head, #"{"ms": 1, "base64": "a"}"#, end], 2, "has a \"base64\" that is none"),
    ([head, #"{"ms": 1, "txet": "a", "text": "a"}"#, end], 2, "has the unknown key \"txet\""),
    ([head, #"{"ms": 9, "text": "a"}"#, #"{"ms": 8, "text": "b"}"#, end], 3, "is lower than"),
    ([head, #"{"ms": 31, "text": "a"}"#, end], 3, "is lower than"),
    ([head, #"{"ms": 1, "end": "fine"}"#], 2, "known are complete, cut, reset"),
    ([head, end, #"{"ms": 31, "text": "a"}"#], 3, "stands behind the end"),
    ([head, #"{"ms": 1, "end": "cut", "text": "a"}"#], 2, "has the unknown key \"text\""),
  ])
  func `what is no cassette is named with its line`(
    lines: [String], line: Int, message: String
  ) throws {
    let error = try #require(throws: CassetteError.self) { try read(lines) }
    #expect(error.line == line, "\(error)")
    #expect(error.message.contains(message), "\(error)")
  }

  @Test func `a file without a byte says what it lacks`() {
    let error = #expect(throws: CassetteError.self) { try CassetteReader.read([]) }
    #expect(error?.description == "line 1: the file is empty: it needs a head and an end")
  }

  @Test func `a file beyond the bound is refused by its size`() {
    let bytes = [UInt8](repeating: 0x20, count: FakeLLMLimits.cassetteBytes + 1)
    #expect(throws: CassetteError.self) { try CassetteReader.read(bytes) }
  }
}
