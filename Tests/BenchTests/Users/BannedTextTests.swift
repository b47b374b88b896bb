import Testing

@testable import bmm_bench

struct BannedTextTests {
  private func find(_ text: String) -> BannedText? {
    Array(text.utf8).withUnsafeBufferPointer { BannedText.find(in: $0) }
  }

  @Test(arguments: BannedText.allCases)
  func `each is found at the beginning, inside and at the end`(banned: BannedText) {
    #expect(find(banned.text) == banned)
    #expect(find("{\"a\":\"x; \(banned.text)\"}") == banned)
    for escape in ["\\n", "\\t", "\\r\\n", "\\\\\\n"] {
      #expect(find("{\"a\":\"x\(escape)\(banned.text)\"}") == banned)
    }
    #expect(find(String(banned.text.dropLast())) == nil)
  }

  @Test(arguments: [
    "medieval(x)", "isFunction(x)", "overload(x)", "evaluate(x)", "", "eval", "\\\\neval(x)",
  ])
  func `a longer name is another one`(text: String) {
    #expect(find(text) == nil)
  }
}
