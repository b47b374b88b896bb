import Testing
import Wire

@testable import HTTP

@Suite struct ControlTokenTests {
  @Test(arguments: [
    ("0123456789abcdef", true, "the shortest"),
    ("0123456789abcde", false, "one less"),
    (String(repeating: "x", count: 256), true, "the longest"),
    (String(repeating: "x", count: 257), false, "one more"),
    ("0123456789 abcdef", false, "a space would be lost in a header"),
    ("0123456789abcdé", false, "a letter beyond ASCII"),
    ("", false, "nothing"),
  ])
  func `a token is visible ASCII of some length`(text: String, isOne: Bool, reason: String) {
    #expect((ControlToken(text) != nil) == isOne, "\(reason)")
  }

  @Test(arguments: [
    ("Bearer 0123456789abcdef", true), ("bearer 0123456789abcdef", true),
    ("Bearer 0123456789abcdeF", false), ("Bearer 1123456789abcdef", false),
    ("Bearer 0123456789abcde", false), ("Bearer 0123456789abcdef0", false),
    ("Basic 0123456789abcdef", false), ("0123456789abcdef", false),
  ])
  func `only the whole token opens`(value: String, opens: Bool) throws {
    let token = try #require(ControlToken("0123456789abcdef"))
    #expect(token.opens(["authorization": value]) == opens)
    #expect(!token.opens(["x-api-key": "0123456789abcdef"]))
  }
}
