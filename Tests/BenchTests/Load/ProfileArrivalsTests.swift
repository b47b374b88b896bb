import Testing
import World

@testable import bmm_bench

struct ProfileArrivalsTests {
  private func all(_ process: ProfileArrivals) -> [Duration] {
    var process = process
    var starts: [Duration] = []
    while let start = process.next() { starts.append(start) }
    #expect(process.next() == nil)
    return starts
  }

  private func even(_ profile: RateProfile, _ seconds: Int) -> [Duration] {
    all(ProfileArrivals(profile, limit: .time(.seconds(seconds))))
  }

  @Test func `a ramp from zero to 5 a second in 30 s has 75 starts, closer and closer`() {
    let starts = even(.ramp(from: 0, to: 5, for: .seconds(30)), 30)
    #expect(starts.count == 75)
    #expect(starts[0] == .zero)
    #expect(starts[3] == .seconds(6))
    #expect(starts[12] == .seconds(12))
    #expect(starts[48] == .seconds(24))
    #expect(starts[74] < .seconds(30))
    #expect(starts == starts.sorted())
    #expect(Set(starts).count == 75)
  }

  @Test(
    arguments: [
      (.ramp(from: 5, to: 0, for: .seconds(30)), 30, 75),
      (.ramp(from: 2, to: 2, for: .seconds(30)), 30, 60),  // A flat ramp is a constant rate.
      (.ramp(from: 1.0 / 6, to: 1.0 / 6, for: .seconds(600)), 600, 100),  // "10/m" is no decimal.
      (.step([1, 0, 4], for: .seconds(30)), 30, 50),
      (.step([0.1, 0.2, 0.3], for: .seconds(30)), 30, 6),  // Sums of decimals are no decimals.
      (
        .spike(base: 0, peak: 100, at: .seconds(5), lasting: .seconds(1), for: .seconds(10)), 10,
        100
      ),
    ] as [(RateProfile, Int, Int)])
  func `the count is exact`(profile: RateProfile, seconds: Int, count: Int) {
    #expect(even(profile, seconds).count == count)
  }

  @Test func `a million starts do not drift`() {
    let starts = even(.ramp(from: 999, to: 1_001, for: .seconds(1_000)), 1_000)
    #expect(starts.count == 1_000_000)
    // Half the starts of n = 999 t + t² / 1000 lie before (sqrt(999² + 2000) - 999) · 500.
    let middle = ((999.0 * 999 + 2_000).squareRoot() - 999) * 500
    #expect(abs(starts[500_000].seconds - middle) < 1e-6)
  }

  @Test func `random gaps follow the profile: half of a ramp's starts fall into its last 30 %`() {
    let profile = RateProfile.ramp(from: 0, to: 10, for: .seconds(20))
    var (all, late) = (0, 0)
    for seed in 0..<200 {
      let gaps = GammaGaps(burstiness: 1, random: RandomStream(seed: UInt64(seed)))
      let starts = self.all(ProfileArrivals(profile, limit: .time(.seconds(20)), gaps: gaps))
      all += starts.count
      late += starts.count { $0.seconds > 20 / 2.0.squareRoot() }
    }
    // 200 · 100 starts, 10 000 of them late; the bounds are four standard errors wide.
    #expect(abs(all - 20_000) < 566)
    #expect(abs(late - 10_000) < 400)
  }
}
