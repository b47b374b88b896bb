import Testing

@testable import EdgeSim

@Suite struct EdgeRayTests {
  @Test(
    arguments: [
      (0, "0000000000000000-FRA"), (0xAB, "00000000000000ab-FRA"),
      (UInt64.max, "ffffffffffffffff-FRA"), (0x0123_4567_89AB_CDEF, "0123456789abcdef-FRA"),
    ] as [(UInt64, String)])
  func `a ray has sixteen digits and its location`(number: UInt64, expected: String) {
    #expect(EdgeRay(number, "FRA").text == expected)
  }
}
