import Testing

@testable import bmm_bench

struct PromptMarkTests {
  private func mark(_ text: String) -> PromptMark {
    Prompt(text).mark(number: 1)
  }

  @Test(arguments: ["a b", " a  b ", "a\nb", "a\t\r\n b"])
  func `white space makes no difference, as for the cache`(text: String) {
    #expect(mark(text) == mark("a b"))
  }

  @Test(arguments: ["ab", "a c", "a\\nb", "a\\b", "A b", ""])
  func `another prompt has another mark`(text: String) {
    #expect(mark(text) != mark("a b"))
  }
}
