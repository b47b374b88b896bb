import Testing

@testable import bmm_bench

struct ConstantArrivalsTests {
  private func all(_ process: ConstantArrivals) -> [Duration] {
    var process = process
    var starts: [Duration] = []
    while let start = process.next() { starts.append(start) }
    return starts
  }

  @Test func `50 a second: at once, every 20 ms, and not one more`() {
    var process = ConstantArrivals(perSecond: 50, limit: .count(3))
    #expect(process.next() == .zero)
    #expect(process.next() == .milliseconds(20))
    #expect(process.next() == .milliseconds(40))
    #expect(process.next() == nil)
    #expect(process.next() == nil)
  }

  @Test(
    arguments: [
      (40, .seconds(60), 2_400),  // The start at exactly 60 s is outside.
      (1, .milliseconds(1_001), 2),  // Just beyond a whole gap.
      (1, .zero, 0),  // No time, no start.
      (1.0 / 3, .seconds(10), 4),  // At 0, 3, 6, 9 s.
    ] as [(Double, Duration, Int)])
  func `the end of the time is not part of it`(rate: Double, time: Duration, count: Int) {
    #expect(all(ConstantArrivals(perSecond: rate, limit: .time(time))).count == count)
  }

  @Test func `a million starts do not drift`() {
    let starts = all(ConstantArrivals(perSecond: 3, limit: .count(1_000_000)))
    #expect(starts.last == .nanoseconds(333_333_000_000_000))
  }

  @Test func `a process that outlasts the time line ends`() {
    let starts = all(ConstantArrivals(perSecond: 1e-10, limit: .count(3)))
    #expect(starts == [.zero])
  }

  @Test func `a rate of zero is a mistake of the caller`() async {
    await #expect(processExitsWith: .failure) {
      _ = ConstantArrivals(perSecond: 0, limit: .count(1))
    }
  }
}
