import Testing

@testable import bmm_bench

struct OracleTests {
  private static let lost = "service: { knownBugs: ['terminal-event-not-awaited'] }"

  @Test func `a run that held has none`() throws {
    #expect(try Oracle.first(of: Scenario(text: ScenarioText.with()).run()) == nil)
  }

  @Test func `a broken invariant goes before a check that does not hold`() throws {
    let scenario = try Scenario(
      text: """
        { name: 'x', about: 'y', \(Self.lost), expect: ['count(outcome=spec) == 1'],
          users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 },
                    steps: [{ previewStream: {} }] }] }
        """)
    let first = try #require(try Oracle.first(of: scenario.run()))
    #expect(first.oracle == Oracle(kind: .invariant, name: "terminal-event"))
    #expect(!first.said.isEmpty)
  }

  @Test func `an invariant that is broken on purpose tells of nothing, one that is not, does`()
    throws
  {
    let steps =
      "users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 },"
      + " steps: [{ previewStream: {} }] }]"
    let known = "violates: { 'terminal-event': 'why', 'outcome-log': 'why' }"
    let broken = try Scenario(text: "{ name: 'x', about: 'y', \(Self.lost), \(known), \(steps) }")
    #expect(try Oracle.first(of: broken.run()) == nil)
    let whole = try Scenario(text: "{ name: 'x', about: 'y', \(known), \(steps) }")
    let first = try #require(try Oracle.first(of: whole.run()))
    #expect(first.oracle == Oracle(kind: .check, name: "terminal-event is broken"))
  }
}

struct OracleTallyTests {
  private func tally(_ name: String, _ seeds: [UInt64], said: String) -> OracleTally {
    OracleTally(
      Oracle(kind: .check, name: name), count: seeds.count, seeds: seeds, said: said)
  }

  @Test func `failures of one oracle are counted together, with what the smallest seed said`() {
    var tallies: [OracleTally] = []
    tallies.count(tally("a", [7, 9], said: "later"))
    tallies.count(tally("b", [1], said: "other"))
    tallies.count(tally("a", [3], said: "first"))
    #expect(tallies.map(\.oracle.name) == ["a", "b"])
    #expect(tallies[0].count == 3)
    #expect(tallies[0].seeds == [3, 7, 9])
    #expect(tallies[0].said == "first")
  }

  @Test func `only the smallest seeds are kept, and all are counted`() {
    var tallies: [OracleTally] = []
    for seed in (UInt64(1)...100).reversed() { tallies.count(tally("a", [seed], said: "")) }
    #expect(tallies[0].count == 100)
    #expect(tallies[0].seeds == Array(1...UInt64(OracleTally.seedsMax)))
  }
}
