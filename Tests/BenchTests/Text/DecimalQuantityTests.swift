import Testing

@testable import bmm_bench

struct DecimalQuantityTests {
  @Test func `the tenth stays a tenth`() throws {
    let quantity = try DecimalQuantity("0.1s", example: "95s")

    #expect(quantity.mantissa == 1)
    #expect(quantity.fractionDigits == 1)
    #expect(quantity.unit == "s")
    #expect(quantity.scaled(by: 1_000) == 100)
    #expect(quantity.scaled(by: 1) == nil)
  }

  @Test(
    arguments: [
      ("", "\"\" is not a quantity such as \"95s\""),  // Nothing.
      ("s", "\"s\" is not a quantity such as \"95s\""),  // Only a unit.
      ("-5s", "\"-5s\" is not a quantity such as \"95s\""),  // No quantity has a sign.
      (".5s", "\".5s\" is not a quantity such as \"95s\""),  // Easily read as 5s.
      ("5.s", "\"5.s\" is not a quantity such as \"95s\""),  // A point without a fraction.
      (" 5s", "\" 5s\" is not a quantity such as \"95s\""),  // Space in front.
      ("٥s", "\"٥s\" is not a quantity such as \"95s\""),  // A digit, but no ASCII digit.
      ("1234567890.123456s", "\"1234567890.123456s\" has more than 15 digits; round it"),
    ])
  func `other texts are refused`(text: String, message: String) {
    let error = #expect(throws: QuantityError.self) {
      try DecimalQuantity(text, example: "95s")
    }
    #expect(error?.description == message)
  }
}
