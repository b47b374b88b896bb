import Testing

@testable import bmm_bench

struct PaintedLineTests {
  @Test func `parts are painted, or left as they are`() {
    let line = PaintedLine("held", .good) + " as said"
    #expect(line.text(isPainted: true) == "\u{1B}[32mheld\u{1B}[0m as said")
    #expect(line.text(isPainted: false) == "held as said")
  }

  @Test func `no command to the terminal stands in a text, painted or not`() {
    let line = PaintedLine("\u{1B}[32mheld", .bad) + PaintedLine("\u{1B}[0m\n")
    #expect(line.text(isPainted: true) == "\u{1B}[31m\\u{1b}[32mheld\u{1B}[0m\\u{1b}[0m\\u{a}")
    #expect(line.text(isPainted: false) == "\\u{1b}[32mheld\\u{1b}[0m\\u{a}")
  }
}
