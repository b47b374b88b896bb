import Testing
import Wire

@testable import bmm_bench

struct PromptTests {
  @Test(
    arguments: [
      "", "{n}", "A clock", "number {n}", "{n} and {n}{n} again", "a \"quoted\"\n{n}\\{n",
      "ein Wetterdienst für {n} Städte \u{1F326}", "{N} { n } {{n}}", "\u{0}{n}\u{7f}",
      // A mark with an accent on its last letter is another text.
      "{n}\u{301} {n}",
    ])
  func `its body is what a request's text would be as JSON`(text: String) throws {
    for number in [1, 42, 1_000_000] {
      let whole = text.replacing("{n}", with: "\(number)")
      let body = try JSONValue.parse(Prompt(text).body(number: number))
      #expect(body == ["prompt": .string(whole)])
    }
    #expect(Prompt(text).text == text)
  }
}
