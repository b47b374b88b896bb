import Testing

@testable import bmm_bench

struct PlainNumberTests {
  @Test(
    arguments: [
      (1, "1"),  // Without ".0".
      (-3, "-3"),
      (0.25, "0.25"),
      (1e300, "1e+300"),  // Too large for digits.
    ] as [(Double, String)])
  func `a number is written as short as possible`(number: Double, text: String) {
    #expect(PlainNumber.write(number) == text)
  }
}
