import Testing

@testable import bmm_bench

struct ExploreReportTests {
  private static let late = Oracle(kind: .check, name: "b")
  private static let crash = ExploreFindings.crash(134)

  private func findings(_ failures: [OracleTally], addsSwarm: Bool = false) -> ExploreFindings {
    let file = ExploredFile(
      name: "x", file: "x.json5", settings: [], firstSeed: 1, addsSwarm: addsSwarm)
    var findings = ExploreFindings(file)
    var report = BlockReport()
    report.seeds = 2
    for failure in failures { report.failures.count(failure) }
    findings.add(report)
    return findings
  }

  private func text(_ findings: ExploreFindings) -> String {
    let report = ExploreReport(findings: [findings], elapsed: .seconds(1), processes: 2)
    return report.lines.joined(separator: "\n")
  }

  private func all(_ oracle: Oracle) -> OracleTally {
    OracleTally(oracle, count: 2, seeds: [1, 2], said: "seen")
  }

  @Test func `failures stand in order of their seeds and names, whichever came first`() {
    let names = [("c", UInt64(2)), ("b", 2), ("d", 1)]
    let tallies = names.map {
      OracleTally(Oracle(kind: .check, name: $0.0), seeds: [$0.1], said: "")
    }
    #expect(findings(tallies).failures.map(\.oracle.name) == ["d", "b", "c"])
    #expect(findings(tallies.reversed()).failures == findings(tallies).failures)
  }

  @Test func `what fails under every seed is a plain run's, unless the search made it fail`() {
    let plain = "under every seed: a plain run shows it as well"
    #expect(text(findings([all(Self.late)])).contains(plain))
    #expect(!text(findings([all(Self.late)], addsSwarm: true)).contains(plain))
    #expect(!text(findings([all(Self.crash)])).contains(plain))
  }

  @Test func `no seed is named to repeat what none of them does alone`() {
    let passing = Oracle(kind: .passing, name: "the process ended")
    #expect(text(findings([all(Self.crash)])).contains("  repeat: "))
    #expect(!text(findings([all(passing)])).contains("  repeat: "))
  }
}
