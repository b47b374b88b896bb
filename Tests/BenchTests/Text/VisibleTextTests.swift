import Testing
import Wire

@testable import bmm_bench

struct VisibleTextTests {
  @Test(
    arguments: [
      ("held", "held", "what is visible stays"),
      ("↔ § Ünïcode 🙂", "↔ § Ünïcode 🙂", "characters that begin with the byte of C1"),
      ("\u{1B}[2J", "\\u{1b}[2J", "ESC begins a command to the terminal"),
      ("a\u{0}b", "a\\u{0}b", "NUL"), ("a\u{7F}b", "a\\u{7f}b", "DEL"),
      ("a\u{9B}31m", "a\\u{9b}31m", "C1 is ESC and a letter in one character"),
      ("a\u{9F}\u{A0}b", "a\\u{9f}\u{A0}b", "the last of C1, and the first behind it"),
      ("a\rb\tc", "a\\u{d}b\\u{9}c", "what moves within a line"),
      ("a\r\nb", "a\\u{d}\\u{a}b", "one character of two"),
      ("e\u{301}\u{1B}\u{301}", "e\u{301}\\u{1b}\u{301}", "a mark on what is no letter"),
    ])
  func `control characters are shown`(text: String, shown: String, reason: String) {
    #expect(Array(VisibleText.line(text).utf8) == Array(shown.utf8), "\(reason)")
    #expect(VisibleText.line(shown) == shown, "what is shown already")
  }

  @Test func `line ends of our own stay`() {
    #expect(VisibleText.line("a\nb") == "a\\u{a}b")
    #expect(VisibleText.lines("a\nb\u{1B}") == "a\nb\\u{1b}")
    #expect(VisibleText.lines("a\r\nb") == "a\\u{d}\nb")
  }

  @Test func `JSON means the same, and has no control character but its line ends`() throws {
    let value: JSONValue = ["a": .string("\u{0}\u{1B}\u{7F}\u{80}\u{9B}\n§")]
    for isPretty in [false, true] {
      let json = VisibleText.json(value.jsonString(pretty: isPretty))
      #expect(try JSONValue.parse(json) == value)
      #expect(json.unicodeScalars.allSatisfy { !$0.isControl || $0 == "\n" })
    }
  }
}
