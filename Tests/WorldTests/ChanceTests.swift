import Testing
import World

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct RandomStreamTests {
  @Test func `a child depends on seed and name only, not on what was drawn before`() {
    var drawn = RandomStream(seed: 7)
    for _ in 0..<100 { _ = drawn.next() }
    var (late, early) = (drawn.child("faults"), RandomStream(seed: 7).child("faults"))
    var (other, otherSeed) = (drawn.child("arrivals"), RandomStream(seed: 8).child("faults"))
    let expected = early.next()
    let others = [other.next(), otherSeed.next()]
    let same = late.next()
    #expect(same == expected)
    #expect(!others.contains(expected))
  }

  @Test func `the first draws of a seed never change, or old seeds would tell other stories`() {
    var stream = RandomStream(seed: 42)
    let draws = [stream.next(), stream.next()]
    #expect(draws == [1_546_998_764_402_558_742, 6_990_951_692_964_543_102])
  }

  @Test func `chances of 0 and 1 are exact and draw nothing`() {
    var (stream, untouched) = (RandomStream(seed: 1), RandomStream(seed: 1))
    let (never, always) = (stream.chance(0), stream.chance(1))
    #expect(!never && always)
    let (next, expected) = (stream.next(), untouched.next())
    #expect(next == expected)
  }
}

@Suite struct DistributionTests {
  private func mean(_ distribution: Distribution, count: Int = 200_000) -> Double {
    var stream = RandomStream(seed: 3)
    return (0..<count).reduce(0.0) { sum, _ in sum + distribution.draw(from: &stream) }
      / Double(count)
  }

  @Test(arguments: [
    (Distribution.constant(3), 3.0),
    (.uniform(1, 3), 2),
    (.normal(mean: 10, deviation: 2), 10),
    // The mean of a log-normal is its median times e to half the variance.
    (.logNormal(median: 2, sigma: 0.5), 2 * 1.1331),
    (.exponential(mean: 4), 4),
    (.empirical([1, 2, 9]), 4),
  ])
  func `the mean of many draws is the distribution's`(distribution: Distribution, expected: Double)
  {
    #expect(abs(mean(distribution) / expected - 1) < 0.01)
  }

  @Test func `no draw is negative`() {
    var stream = RandomStream(seed: 5)
    let wide = Distribution.normal(mean: 0, deviation: 5)
    let lowest = (0..<1000).map { _ in wide.draw(from: &stream) }.min()
    #expect(lowest == 0)
  }
}

@Suite struct PortableMathTests {
  @Test(arguments: [1e-300, 1e-9, 0.1, 0.5, 0.999_999, 1, 1.414_3, 2, 3, 1e5, 1e300])
  func `the logarithm agrees with the C library to 1e-15`(value: Double) {
    #expect(
      abs(PortableMath.log(value) - Glibc.log(value)) <= 1e-15 * max(1, abs(Glibc.log(value))))
  }

  @Test(arguments: [-700.0, -20, -1, -1e-9, 0, 1e-9, 0.34, 0.35, 1, 20, 700])
  func `the exponential agrees with the C library to 1e-14`(power: Double) {
    #expect(abs(PortableMath.exp(power) / Glibc.exp(power) - 1) < 1e-14)
  }
}
