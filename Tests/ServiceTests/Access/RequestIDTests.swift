import Testing
import Wire
import World

@testable import Service

@Suite struct RequestIDTests {
  private static let long = String(repeating: "a", count: 64)

  @Test(arguments: [
    ("req-7_A.b", true),  // Letters, digits and the three signs.
    (long, true),  // As long as may be.
    (long + "a", false),  // One more.
    ("", false),  // Nothing.
    ("a b", false),  // A space.
    ("a\"b", false),  // A quote, which would need escaping in logs.
    ("caf\u{E9}", false),  // Beyond ASCII.
  ])
  func `a sane id of the client is kept`(id: String, isKept: Bool) {
    var ids = RequestID(RandomStream(seed: 1))
    #expect((ids.next(for: ["x-request-id": id]) == id) == isKept)
  }

  @Test func `new ids differ and are sane`() {
    var ids = RequestID(RandomStream(seed: 1))
    let (first, second) = (ids.next(for: [:]), ids.next(for: [:]))
    #expect(first != second)
    #expect(first.utf8.count == 32 && RequestID.isSane(first))
  }
}
