import Testing

@testable import bmm_bench

struct RateTextTests {
  @Test(
    arguments: [
      ("5/s", 5),
      ("300/m", 5),
      ("20/h", 20.0 / 3_600),
      ("0.5/s", 0.5),
      ("1000000/s", 1_000_000),  // The highest.
    ] as [(String, Double)])
  func `a rate is told per second`(text: String, perSecond: Double) throws {
    #expect(try RateText.parse(text) == perSecond)
  }

  @Test(
    arguments: [
      ("5", "\"5\" has no unit; add one of /s, /m, /h"),
      ("5/d", "\"5/d\" has the unknown unit \"/d\"; use one of /s, /m, /h"),
      ("0/s", "\"0/s\" is out of range; allowed: above 0, at most 1000000/s"),  // Never starts.
      ("1000001/s", "\"1000001/s\" is out of range; allowed: above 0, at most 1000000/s"),
      ("/s", "\"/s\" is not a quantity such as \"5/s\""),
    ])
  func `anything else is refused`(text: String, message: String) {
    let error = #expect(throws: QuantityError.self) { try RateText.parse(text) }
    #expect(error?.description == message)
  }
}
