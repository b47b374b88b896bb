import Testing
import World

@testable import bmm_bench

/// A server that stands still shows up as long waits of all who were to ask meanwhile, not as
/// fewer requests. Live, a slow machine can only make the waits longer.
struct CoordinatedOmissionTests {
  private static let stall = Duration.seconds(2)...(.seconds(7))

  private func latency(_ record: RequestRecord) throws -> Duration {
    try #require(record.ended) - record.planned
  }

  /// Whoever was planned for the stall has waited at least to its end.
  private func check(_ records: [RequestRecord], planned: Int, within: Int) throws {
    #expect(records.count == planned)
    #expect(records.allSatisfy { $0.outcome == .spec })
    let end = Instant.start + Self.stall.upperBound
    var stalled = 0
    for record in records where Self.stall.contains(record.planned - .start) {
      stalled += 1
      #expect(try latency(record) >= end - record.planned, "planned at \(record.planned)")
    }
    #expect(stalled >= within)
  }

  @Test(arguments: Arm.allCases)
  func `in an open loop all who come during the stall wait to its end`(arm: Arm) throws {
    let records = try StallingServer.records(
      of: "{ constant: '10/s', for: '10s' }", stall: Self.stall, in: arm)
    try check(records, planned: 100, within: 50)
  }

  @Test(arguments: Arm.allCases)
  func `in a closed loop with a pace the rounds that had to wait are counted from the plan`(
    arm: Arm
  ) throws {
    let records = try StallingServer.records(
      of: "{ closed: 1, pace: '10/s', for: '10s' }", stall: Self.stall, in: arm)
    // The round under way when the stall begins is the only one that is started in it.
    try check(records, planned: 100, within: 50)
    let started = records.filter { Self.stall.contains($0.started - .start) }
    #expect(started.count < 50)
  }

  @Test func `a closed loop without a pace asks less often instead, and hides the stall`() throws {
    let records = try StallingServer.records(
      of: "{ closed: 1, think: '100ms', for: '10s' }", stall: Self.stall, in: .sim)
    let slow = try records.filter { try latency($0) > .seconds(1) }
    #expect(slow.count == 1)
    #expect(records.count < 60)
  }
}
