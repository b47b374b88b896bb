import Testing
import World

@testable import bmm_bench

struct LatenessClockTests {
  private func lateness(_ milliseconds: [Int]) -> [Duration] {
    var clock = LatenessClock(perSecond: 100)
    return milliseconds.map { clock.event(at: .start + .milliseconds($0)) }
  }

  @Test func `the first event is the base, and each one has its own time behind it`() {
    let found = lateness([5, 15, 28, 35])
    #expect(found == [.zero, .zero, .milliseconds(3), .zero])
  }

  @Test func `events that come together are late by what they missed`() {
    #expect(lateness([0, 20, 20, 20]) == [.zero, .milliseconds(10), .zero, .zero])
    #expect(lateness([0, 30, 30, 30]) == [.zero, .milliseconds(20), .milliseconds(10), .zero])
  }

  @Test func `an event before its time shows that the base was late`() {
    #expect(lateness([8, 12, 25]) == [.zero, .zero, .milliseconds(3)])
  }

  @Test func `an interval without a round number does not add up errors`() {
    var clock = LatenessClock(perSecond: 130)
    var latest = Duration.zero
    for number in 0..<130_000 {
      let due = Int64((Double(number) / 130 * 1e9).rounded())
      latest = max(latest, clock.event(at: Instant(nanoseconds: due)))
    }
    #expect(latest <= .nanoseconds(1))
  }
}
