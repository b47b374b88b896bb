import Testing
import World

@testable import bmm_bench

struct HarnessFiguresTests {
  private func figures(
    late milliseconds: Int = 0, of users: Int = 1_000, timeScale: Double = 1,
    loop shares: [Double] = [], dropped: DroppedArrivals = DroppedArrivals()
  ) -> HarnessFigures {
    var lateness = Histogram()
    // Every fiftieth is late: one in 100 is the least that counts.
    for user in 0..<users {
      lateness.record(user.isMultiple(of: 50) ? Int64(milliseconds) * 1_000_000 : 0)
    }
    var figures = HarnessFigures()
    figures.judge(lateness, timeScale: timeScale, loop: shares, dropped)
    return figures
  }

  @Test(
    arguments: [
      (5, 1_000, 1, 0, false),  // Nobody would notice.
      (20, 1_000, 1, 1, false),  // Part of the latencies, and said so.
      (60, 1_000, 1, 1, true),  // More than the service's own.
      (60, 99, 1, 0, false),  // Too few to say anything of one in 100.
      (60, 100, 1, 1, true),
      (180, 1_000, 0.05, 0, false),  // 9 ms in reality: what a run scaled down shows 20 times.
      (2_000, 1_000, 0.05, 1, true),
    ] as [(Int, Int, Double, Int, Bool)])
  func `users who come too late are told, and beyond a bound the harness is to blame`(
    late: Int, users: Int, timeScale: Double, warnings: Int, isBottleneck: Bool
  ) {
    let figures = figures(late: late, of: users, timeScale: timeScale)
    #expect(figures.warnings.count == warnings)
    #expect(figures.isBottleneck == isBottleneck)
    #expect(figures.lateness?.count == users)
  }

  @Test(
    arguments: [
      ([], nil, false), ([0.5, 0.7], 0.6, false),
      ([1, 1, 1, 1, 0.5, 1, 1, 1, 1], nil, false),  // Never five in a row.
      ([0.2, 0.95, 1, 0.95, 1, 0.91], nil, true),
      ([0.9, 0.9, 0.9, 0.9, 0.9, 0.9], nil, false),  // At the bound, not above it.
    ] as [([Double], Double?, Bool)])
  func `a loop that is full for long makes the harness the bottleneck`(
    shares: [Double], mean: Double?, isBottleneck: Bool
  ) {
    let figures = figures(loop: shares)
    #expect(figures.isBottleneck == isBottleneck)
    #expect(figures.warnings.count == (isBottleneck ? 1 : 0))
    #expect((figures.cpuShare == nil) == shares.isEmpty)
    if let mean, let share = figures.cpuShare { #expect(abs(share - mean) < 1e-12) }
  }

  @Test func `a machine without sockets is to blame, and a full group is not`() {
    var dropped = DroppedArrivals()
    dropped.drop("a", .groupIsFull)
    #expect(!figures(dropped: dropped).isBottleneck)
    dropped.drop("a", .noSocket)
    let figures = figures(dropped: dropped)
    #expect(figures.isBottleneck)
    #expect(figures.warnings.first?.contains("ulimit -n") == true)
  }

  @Test func `the file has null for what was not measured`() {
    #expect(ResultDocument.Harness(HarnessFigures()).cpuShare == nil)
    #expect(ResultDocument.Harness(HarnessFigures()).latenessP99 == nil)
    #expect(ResultDocument.Harness(figures(late: 20)).latenessMax == .milliseconds(20))
  }
}
