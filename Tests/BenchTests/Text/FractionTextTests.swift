import Testing

@testable import bmm_bench

struct FractionTextTests {
  @Test(
    arguments: [
      ("0.05", 0.05),
      ("5%", 0.05),
      ("95%", 19.0 / 20),  // Equal to the quotient of two counts, not only near it.
      ("99.9%", 999.0 / 1_000),
      ("0", 0),
      ("100%", 1),
    ] as [(String, Double)])
  func `a share is the nearest Double of what is written`(text: String, share: Double) throws {
    #expect(try FractionText.parse(text) == share)
  }

  @Test(
    arguments: [
      ("1.01", "\"1.01\" is out of range; allowed: 0 to 1, or 0% to 100%"),
      ("101%", "\"101%\" is out of range; allowed: 0 to 1, or 0% to 100%"),
      ("5s", "\"5s\" has the unknown unit \"s\"; use one of %, none (0 to 1)"),
      ("%", "\"%\" is not a quantity such as \"95%\""),
    ])
  func `anything else is refused`(text: String, message: String) {
    let error = #expect(throws: QuantityError.self) { try FractionText.parse(text) }
    #expect(error?.description == message)
  }
}
