import Testing

@testable import bmm_bench

struct ShellWordTests {
  @Test(
    arguments: [
      ("a/b-1.json5", "a/b-1.json5"), ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#),
      ("$HOME", "'$HOME'"), ("a=5%", "a=5%"), ("ü", "'ü'"), ("users[0]", "'users[0]'"),
    ])
  func `a shell reads the same word again`(word: String, quoted: String) {
    #expect(ShellWord.quoted(word) == quoted)
  }
}
