import Testing
import World

@testable import bmm_bench

struct PoissonArrivalsTests {
  private func all(_ process: PoissonArrivals) -> [Duration] {
    var process = process
    var starts: [Duration] = []
    while let start = process.next() { starts.append(start) }
    return starts
  }

  @Test func `equal chance gives equal starts, other chance others`() {
    func starts(_ seed: UInt64) -> [Duration] {
      all(PoissonArrivals(perSecond: 5, count: 100, random: RandomStream(seed: seed)))
    }
    #expect(starts(1) == starts(1))
    #expect(starts(1) != starts(2))
  }

  @Test func `starts come in order, in whole nanoseconds, after a first gap`() {
    let starts = all(PoissonArrivals(perSecond: 5, count: 1_000, random: RandomStream(seed: 1)))
    #expect(starts.count == 1_000)
    #expect(starts == starts.sorted())
    #expect(starts.allSatisfy { $0 == .nanoseconds($0.nanoseconds) })
    #expect(starts[0] > .zero)
  }

  @Test func `the number of starts has the mean and the variance of a Poisson process`() {
    let counts = (0..<400).map { seed in
      let random = RandomStream(seed: UInt64(seed))
      return Double(all(PoissonArrivals(perSecond: 10, for: .seconds(10), random: random)).count)
    }
    let mean = counts.reduce(0, +) / 400
    let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
    // Expected 100 and 100; the seeds are fixed, the bounds are four standard errors wide.
    #expect(abs(mean - 100) < 2)
    #expect(abs(variance - 100) < 29)
  }

  @Test func `no start lies at or after the end, and the end is final`() {
    let time = Duration.milliseconds(50)
    for seed in 0..<200 {
      let random = RandomStream(seed: UInt64(seed))
      var process = PoissonArrivals(perSecond: 40, for: time, random: random)
      while let start = process.next() { #expect(start < time) }
      #expect(process.next() == nil)
    }
  }
}
