import Testing

@testable import EdgeSim

@Suite struct PageBufferTests {
  @Test(
    arguments: [
      (0, 5, 0, "nothing is there"),
      (4, 5, 0, "less than the last chunk could be"),
      (40, 5, 40, "a whole event behind the last: it may be the body's end"),
      (30, 37, 0, "the rest of a split chunk, as its end is still to come"),
      (37, 37, 37, "the same with what could be the end"),
      (4096, 9000, 4096, "a full page"),
      (5008, 9000, 4096, "a full page, and a part of the next that waits"),
      (9000, 9000, 8192, "two full pages; the rest is looked at again"),
      (100, nil, 0, "a body without a length waits for its end"),
      (4096, nil, 4096, "or for a full page"),
    ] as [(Int, Int?, Int, String)])
  func `full pages go on, and parts that may be the end`(
    count: Int, leastLeft: Int?, expected: Int, reason: String
  ) {
    var pages = PageBuffer()
    let taken = pages.take(of: count, leastLeft: leastLeft)
    #expect(taken == expected, "\(reason)")
  }

  @Test func `the first page begins with the head, and each that goes on is followed by another`() {
    var pages = PageBuffer(headBytes: 52)
    var taken: [Int] = []
    for (count, leastLeft) in [(4000, nil), (5000, nil), (956, 956), (4095, nil), (4096, nil)] {
      taken.append(pages.take(of: count, leastLeft: leastLeft))
    }
    #expect(taken == [0, 4044, 956, 0, 4096])
  }
}
