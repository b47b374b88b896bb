import Testing

@testable import bmm_bench

struct DroppedArrivalsTests {
  private func group(_ name: String, _ allowed: String) throws -> UserGroup {
    let text = ScenarioText.users(
      "{ name: '\(name)', plan: 'team', steps: [{ preview: {} }], "
        + "arrivals: { poisson: '1/s', count: 9, allowDropped: \(allowed) } }")
    return try #require(try Scenario(text: text).groups.first)
  }

  private func dropped(_ drops: [(String, DroppedArrivals.Reason)]) -> DroppedArrivals {
    var dropped = DroppedArrivals()
    for (group, reason) in drops { dropped.drop(group, reason) }
    return dropped
  }

  @Test func `they are counted by group and reason`() {
    let dropped = dropped([
      ("a", .groupIsFull), ("b", .noSocket), ("a", .groupIsFull), ("a", .noSocket),
    ])
    #expect(dropped.rows.map(\.count) == [2, 1, 1])
    #expect(dropped.total == 4)
    #expect(dropped.total(of: "a") == 3)
    #expect(dropped.total(for: .noSocket) == 2)
    #expect(dropped.total(for: .runIsFull) == 0)
  }

  @Test func `none may be dropped unless a group says so`() throws {
    let groups = [try group("a", "0"), try group("b", "2"), try group("c", "'10%'")]
    let none = DroppedArrivals().checks(of: groups) { _ in 9 }
    #expect(none.map(\.pass) == [true, true, true])
    #expect(none.map(\.observed) == ["0", "0", "0 %: 0 beside 9 begun"])

    let few = dropped([("b", .groupIsFull), ("b", .runIsFull), ("c", .groupIsFull)])
    #expect(few.checks(of: groups) { _ in 9 }.map(\.pass) == [true, true, true])

    let more = dropped([
      ("a", .noSocket), ("b", .groupIsFull), ("b", .groupIsFull), ("b", .groupIsFull),
      ("c", .groupIsFull),
    ])
    let checks = more.checks(of: groups) { _ in 8 }
    #expect(checks.map(\.pass) == [false, false, false])
    #expect(
      checks.map(\.text) == [
        "dropped arrivals == 0", "dropped arrivals(group=b) <= 2",
        "dropped arrivals(group=c) <= 10.0 %",
      ])
    #expect(checks[0].observed == "1: 1 of a for no-socket")
    #expect(checks[1].observed == "3: 3 of b for max-in-flight")
  }
}
