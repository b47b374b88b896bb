import Testing
import Wire

@testable import bmm_bench

struct WaterfallTests {
  private let line: JSONValue = [
    "spans": [
      ["role": "llm", "name": "claude", "start": 11, "end": 19, "note": "80 tokens"],
      ["role": "user", "name": "waits", "start": 10, "end": 20, "note": ""],
      ["role": "hop-2", "name": "exchange", "start": 10.2, "end": 19.9, "note": ""],
      ["role": "edge", "name": "exchange", "start": 10.1, "end": 20, "note": ""],
    ],
    "marks": [
      ["role": "user", "name": "first token", "at": 15],
      ["role": "service", "name": "outcome line", "at": 19.5],
    ],
  ]

  @Test func `spans stand from the user inwards, at their places in percent`() {
    let html = Waterfall(line).html.html
    let order = ["<b>user</b>", "<b>edge</b>", "<b>hop-2</b>", "<b>llm</b>"]
    let places = order.compactMap { html.range(of: $0)?.lowerBound }
    #expect(places.count == 4 && places == places.sorted())
    #expect(html.contains("left:10%;width:80%"))
    #expect(html.contains("left:0%;width:100%"))
    #expect(html.contains("8.00 s <i>80 tokens</i>"))
  }

  @Test func `marks stand in their role's row, or in one of their own`() {
    let html = Waterfall(line).html.html
    #expect(html.contains("left:50%\" title=\"first token after 5.00 s\""))
    #expect(html.contains("<b>service</b> outcome line"))
  }

  @Test func `a time line without an end, or without anything, is no trouble`() {
    let open: JSONValue = ["spans": [["role": "user", "name": "waits", "start": 3, "end": nil]]]
    #expect(Waterfall(open).length == 0)
    #expect(Waterfall(open).html.html.contains("width:0%"))
    #expect(Waterfall([:]).html.html.contains("ruler"))
  }
}
