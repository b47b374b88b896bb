import Testing

@testable import bmm_bench

struct TextSearchTests {
  @Test(
    arguments: [
      ("abc", ["xxabcx"], true), ("abc", ["xa", "b", "", "c"], true), ("abc", ["ab", "abc"], true),
      ("aab", ["aaab"], true), ("abab", ["abacabab"], true), ("abc", ["ab"], false),
      ("", [], true), ("ü", ["x\u{fc}"], true), ("aa", ["a", "ba"], false),
      ("ababaca", ["abababaca"], true),
    ])
  func `a text is found wherever it is cut`(text: String, pieces: [String], isFound: Bool) {
    var search = TextSearch(text)
    for piece in pieces { search.feed(piece.utf8) }
    #expect(search.isFound == isFound)
  }
}
