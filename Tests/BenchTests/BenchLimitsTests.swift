import Testing
import World

@testable import bmm_bench

struct BenchLimitsTests {
  @Test func `the longest duration fits a 64-bit count of nanoseconds`() {
    let longest = Duration.nanoseconds(BenchLimits.durationMax.nanoseconds)
    #expect(longest == BenchLimits.durationMax)
  }

  @Test func `every number of so many digits is exact in a Double`() {
    let largest = (0..<BenchLimits.quantityDigitsMax).reduce(Int64(1)) { power, _ in power * 10 }
    #expect(Int64(Double(largest - 1)) == largest - 1)
  }
}
