import Testing
import Wire

@testable import bmm_bench

struct JSONAnswerTests {
  private func read(_ body: String) -> JSONAnswer? { JSONAnswer(Array(body.utf8)) }

  @Test(
    arguments: [
      ("{\"spec\":{},\"cached\":true}", true, true), ("{\"spec\":{\"a\":[1]}}", true, false),
      ("{\"cached\":1,\"spec\":[]}", false, false), ("[{\"spec\":{}}]", false, false),
      // Of doubled names the last one counts, as in JavaScript.
      ("{\"spec\":{},\"cached\":true,\"spec\":null,\"cached\":false}", false, false),
      ("{\"sp\\u0065c\":{},\"c\\u0061ched\":true}", true, true), (" \"text\" ", false, false),
    ])
  func `it says whether there is a spec, and whether from the cache`(
    body: String, hasSpec: Bool, isCached: Bool
  ) throws {
    let answer = try #require(read(body))
    #expect((answer.spec != nil) == hasSpec)
    #expect(answer.isCached == isCached)
    #expect(answer.error == nil && answer.message == nil)
  }

  @Test func `it says what was wrong, no longer than a record keeps it`() throws {
    let long = String(repeating: "x", count: BenchLimits.errorTextMax + 9)
    let answer = try #require(read("{\"error\":\"busy\",\"message\":\"\(long)\",\"more\":[{}]}"))
    #expect(answer.error == "busy")
    #expect(answer.message?.count == BenchLimits.errorTextMax)
    #expect(try #require(read("{\"error\":7,\"message\":null}")).error == nil)
  }

  @Test func `bytes that are no UTF-8 are replaced, as browsers do`() throws {
    let body = Array("{\"error\":\"a".utf8) + [0xFF] + Array("\"}".utf8)
    #expect(try #require(JSONAnswer(body)).error == "a\u{FFFD}")
  }

  @Test(arguments: [
    "", "{", "{\"spec\":{}", "{\"spec\":{}} {}", "{\"a\":01}", "<html>", "{\"a\" 1}",
  ])
  func `what is no JSON is no answer`(body: String) {
    #expect(read(body) == nil)
  }
}
