import Testing

@testable import bmm_bench

struct ResamplingTests {
  private let ones = (0..<10).map { 100 + Double($0 % 3) }

  @Test func `a clear change of pairs is hardly chance, and its range holds it`() throws {
    let more = ones.map { $0 * 1.1 }
    let found = try #require(Resampling.confidence(ones, more, pairs: true))
    #expect(found.chance < 0.01)
    let range = try #require(found.range)
    #expect(abs(range.lowerBound - 0.1) < 1e-9)
    #expect(abs(range.upperBound - 0.1) < 1e-9)
  }

  @Test func `what goes both ways may well be chance`() throws {
    let mixed = ones.enumerated().map { $0.element + ($0.offset % 2 == 0 ? 5 : -5) }
    let found = try #require(Resampling.confidence(ones, mixed, pairs: true))
    #expect(found.chance > 0.5)
    #expect(try #require(found.range).contains(0))
  }

  @Test func `without pairs a large change still shows, a small one drowns`() throws {
    let large = try #require(Resampling.confidence(ones, ones.map { $0 + 20 }, pairs: false))
    #expect(large.chance < 0.01)
    let small = try #require(Resampling.confidence(ones, ones.map { $0 + 0.1 }, pairs: false))
    #expect(small.chance > 0.5)
    #expect(try #require(small.range).contains(0))
  }

  @Test func `the same values always give the same`() {
    let more = ones.map { $0 + Double(Int($0) % 2) }
    for pairs in [true, false] {
      #expect(
        Resampling.confidence(ones, more, pairs: pairs)
          == Resampling.confidence(ones, more, pairs: pairs))
    }
  }

  @Test func `too few runs give no confidence, and a mean of zero no range`() throws {
    #expect(Resampling.confidence([1, 2, 3, 4, 5], [2, 3, 4, 5, 6], pairs: true) == nil)
    #expect(Resampling.confidence([1, 2, 3], [2, 3, 4, 5, 6], pairs: false) == nil)
    let zeros = [Double](repeating: 0, count: 8)
    let found = try #require(Resampling.confidence(zeros, zeros.map { $0 + 1 }, pairs: true))
    #expect(found.range == nil)
    #expect(found.chance < 0.02)
  }
}
