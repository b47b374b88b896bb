import Testing
import World

@testable import FakeLLM

@Suite struct TokenScheduleTests {
  private func schedule(_ jitter: Distribution? = nil, seed: UInt64 = 1) -> TokenSchedule {
    TokenSchedule(
      from: .start,
      ScriptPace(
        firstToken: .seconds(1), tokensPerSecond: 130, jitter: jitter,
        random: RandomStream(seed: seed)))
  }

  private func time(_ token: Int) -> Instant {
    .start + .seconds(1) + .nanoseconds(Int64((Double(token) / 130 * 1e9).rounded()))
  }

  @Test func `without load and jitter token k comes at first + k / rate`() {
    var schedule = schedule()
    for count in 1...10_000 {
      #expect(schedule.end(of: count, slowness: 1) == time(count - 1))
    }
  }

  @Test func `a change of load bends the line where it has come to`() {
    var schedule = schedule()
    _ = schedule.end(of: 131, slowness: 1)
    // Token 130 was at 2 s. From there on, 65 a second, then 130 again.
    #expect(schedule.end(of: 196, slowness: 2) == .start + .seconds(3))
    #expect(schedule.end(of: 326, slowness: 1) == .start + .seconds(4))
  }

  @Test func `what is ready follows the lines`() {
    var schedule = schedule()
    #expect(schedule.tokensReady(by: .start, of: 500) == 0)
    #expect(schedule.tokensReady(by: .start + .seconds(1), of: 500) == 1)
    _ = schedule.end(of: 131, slowness: 1)
    _ = schedule.end(of: 140, slowness: 2)
    #expect(schedule.tokensReady(by: .start + .seconds(2), of: 500) == 131)
    #expect(schedule.tokensReady(by: .start + .seconds(3), of: 500) == 196)
    #expect(schedule.tokensReady(by: .start + .seconds(100), of: 500) == 500)
  }

  @Test(arguments: [
    Distribution.uniform(0, 0.004), .normal(mean: 0.003, deviation: 0.001),
    .logNormal(median: 0.002, sigma: 1), .exponential(mean: 0.05),
    .empirical([0, 0.001, 0.002]),
  ])
  func `jitter moves tokens, keeps their order and never adds up`(jitter: Distribution) {
    var schedule = schedule(jitter)
    var last = Instant.start
    var early = 0
    var late = 0
    var isOnTime = 0
    for count in 1...5000 {
      let end = schedule.end(of: count, slowness: 1)
      #expect(end >= last)
      last = end
      if end < time(count - 1) { early += 1 }
      if end > time(count - 1) { late += 1 }
      // Behind a long draw the next short one is back on the line.
      if end < time(count - 1) + .milliseconds(1) { isOnTime += 1 }
    }
    #expect(early > 50 && late > 500)
    #expect(isOnTime > 50)
    #expect(last < time(5000) + .seconds(2))
  }

  @Test func `constant jitter moves nothing`() {
    var schedule = schedule(.constant(0.5))
    for count in 1...100 { #expect(schedule.end(of: count, slowness: 1) == time(count - 1)) }
  }

  @Test func `equal seeds jitter equally, however many tokens are asked for at once`() {
    var (one, three, other) = (
      schedule(.uniform(0, 1)), schedule(.uniform(0, 1)), schedule(.uniform(0, 1), seed: 2)
    )
    var differs = false
    for count in stride(from: 3, through: 300, by: 3) {
      for part in (count - 2)..<count { _ = one.end(of: part, slowness: 1) }
      let end = one.end(of: count, slowness: 1)
      #expect(end == three.end(of: count, slowness: 1))
      if other.end(of: count, slowness: 1) != end { differs = true }
    }
    #expect(differs)
  }
}
