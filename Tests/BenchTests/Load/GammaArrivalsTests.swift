import Testing
import World

@testable import bmm_bench

struct GammaArrivalsTests {
  private func starts(
    _ burstiness: Double, _ seed: UInt64, limit: ArrivalLimit
  ) -> [Duration] {
    var process = GammaArrivals(
      perSecond: 10, limit: limit,
      gaps: GammaGaps(burstiness: burstiness, random: RandomStream(seed: seed)))
    var starts: [Duration] = []
    while let start = process.next() { starts.append(start) }
    #expect(process.next() == nil)
    return starts
  }

  @Test func `equal chance gives equal starts, other chance others`() {
    #expect(starts(0.25, 1, limit: .count(50)) == starts(0.25, 1, limit: .count(50)))
    #expect(starts(0.25, 1, limit: .count(50)) != starts(0.25, 2, limit: .count(50)))
  }

  @Test(arguments: [0.25, 1, 16])
  func `starts come in order, in whole nanoseconds, after a first gap`(burstiness: Double) {
    let starts = starts(burstiness, 1, limit: .count(1_000))
    #expect(starts.count == 1_000)
    #expect(starts == starts.sorted())
    #expect(starts.allSatisfy { $0 == .nanoseconds($0.nanoseconds) })
    #expect(starts[0] > .zero)
  }

  @Test(arguments: [0.25, 1, 16])
  func `no start lies at or after the end, and the end is final`(burstiness: Double) {
    let end = Duration.milliseconds(500)
    for seed in 0..<200 {
      #expect(starts(burstiness, UInt64(seed), limit: .time(end)).allSatisfy { $0 < end })
    }
  }

  @Test func `with a shape of 1 counts have the mean and the variance of a Poisson process`() {
    let counts = (0..<400).map {
      Double(starts(1, UInt64($0), limit: .time(.seconds(10))).count)
    }
    let mean = counts.reduce(0, +) / 400
    let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
    // Expected 100 and 100; the seeds are fixed, the bounds are four standard errors wide.
    #expect(abs(mean - 100) < 2)
    #expect(abs(variance - 100) < 29)
  }

  /// The squared coefficient of variation of a gamma's gaps is 1 / shape.
  @Test(arguments: [0.1, 0.25, 1, 4, 25])
  func `gaps have the mean of the rate and the spread of the burstiness`(burstiness: Double) {
    let starts = starts(burstiness, 7, limit: .count(40_000))
    let gaps = zip(starts.dropFirst(), starts).map { ($0 - $1).seconds }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let square = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
    let spread = square / (mean * mean)
    // Four standard errors of the mean, sqrt(1 / (shape n)), and of the ratio, which has about
    // sqrt((2 + 6 / shape) / n) for shapes such as these.
    let (n, shape) = (Double(gaps.count), burstiness)
    #expect(abs(mean - 0.1) < 4 * 0.1 / (shape * n).squareRoot())
    #expect(abs(spread * shape - 1) < 4 * ((2 + 10 / shape) / n).squareRoot())
  }

  @Test func `the less the shape, the more the counts vary, at the same mean`() {
    func counts(_ burstiness: Double) -> (mean: Double, variance: Double) {
      let counts = (0..<300).map {
        Double(starts(burstiness, UInt64($0), limit: .time(.seconds(10))).count)
      }
      let mean = counts.reduce(0, +) / 300
      return (mean, counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 299)
    }
    let (bursty, poisson, even) = (counts(0.25), counts(1), counts(16))
    // The variance of counts is about the mean over the shape: 400, 100 and 6.
    #expect(bursty.variance > 250 && poisson.variance < 150 && poisson.variance > 70)
    #expect(even.variance < 15)
    #expect(abs(poisson.mean - 100) < 3 && abs(even.mean - 100) < 3)
  }

  @Test func `a shape of zero is a mistake of the caller`() async {
    await #expect(processExitsWith: .failure) {
      _ = GammaGaps(burstiness: 0, random: RandomStream(seed: 1))
    }
  }
}
