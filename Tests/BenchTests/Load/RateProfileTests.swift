import Testing
import World

@testable import bmm_bench

struct RateProfileTests {
  private static let ramp = RateProfile.ramp(from: 0, to: 5, for: .seconds(30))
  private static let falling = RateProfile.ramp(from: 4, to: 0, for: .seconds(10))
  private static let steps = RateProfile.step([1, 0, 4], for: .seconds(30))
  private static let spike = RateProfile.spike(
    base: 1, peak: 10, at: .seconds(5), lasting: .seconds(2), for: .seconds(10))

  @Test(
    arguments: [
      (ramp, 75, 5), (falling, 20, 4), (steps, 50, 4), (spike, 28, 10),
    ] as [(RateProfile, Double, Double)])
  func `the starts of a profile are the area below it`(
    profile: RateProfile, starts: Double, peak: Double
  ) {
    #expect(profile.starts == starts)
    #expect(profile.peak == peak)
  }

  /// Each in closed form: by a ramp `n = t² / 12`, when it falls `n = 4 t - t² / 5`.
  @Test(
    arguments: [
      (ramp, 0, 0), (ramp, 3, 6), (ramp, 12, 12), (ramp, 48, 24), (ramp, 75, nil),
      (falling, 0, 0), (falling, 7.2, 2), (falling, 16.8, 6), (falling, 19.8, 9),
      (falling, 20, nil),
      (steps, 9, 9), (steps, 10, 20), (steps, 14, 21), (steps, 50, nil),
      (spike, 4, 4), (spike, 5, 5), (spike, 15, 6), (spike, 25, 7), (spike, 27, 9),
      (spike, 28, nil),
    ] as [(RateProfile, Double, Double?)])
  func `a start lies where the area reaches its number`(
    profile: RateProfile, number: Double, seconds: Double?
  ) throws {
    let found = profile.seconds(untilStarts: number)
    #expect((found == nil) == (seconds == nil))
    if let found, let seconds { #expect(abs(found - seconds) < 1e-12) }
  }

  @Test func `the first start lies where the rate begins`() {
    let late = RateProfile.step([0, 5], for: .seconds(20))
    #expect(late.seconds(untilStarts: 0) == 10)
  }

  @Test func `a spike behind the end is a mistake of the caller`() async {
    await #expect(processExitsWith: .failure) {
      _ = RateProfile.spike(
        base: 1, peak: 2, at: .seconds(9), lasting: .seconds(2), for: .seconds(10))
    }
  }
}
