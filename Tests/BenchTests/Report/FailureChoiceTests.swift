import Testing

@testable import bmm_bench

struct FailureChoiceTests {
  /// Expectations are below zero, invariants above.
  @Test(
    arguments: [
      ([-1, -2, -3, -4, -5, 1, 2, 3], 4, [-1, -2, 1, 2]),
      ([-1, -2, -3, -4, -5, 1], 4, [-1, -2, -3, 1]),
      ([-1, 1, 2, 3, 4, 5], 4, [-1, 1, 2, 3]),
      ([-1, -2, -3], 2, [-1, -2]),
      ([1, -1, 2, -2], 3, [1, -1, 2]),
      ([-1, 1], 1, [1]),
      ([-1, 1], 5, [-1, 1]),
      ([-1, 1], 0, []),
    ])
  func `both kinds have their share, and what one leaves is the other's`(
    failed: [Int], most: Int, chosen: [Int]
  ) {
    #expect(FailureChoice.choose(failed, most: most) { $0 > 0 } == chosen)
  }
}
