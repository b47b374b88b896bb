import EdgeSim
import Service
import Testing
import World

@testable import bmm_bench

/// The history's scenarios fail as soon as one thing about them is another.
struct BreakingTests {
  /// A scenario of the history, one change, and the checks that must fail then.
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let name: String
    let fails: [String]
    let change: @Sendable (inout Scenario) -> Void

    init(
      _ name: String, _ reason: String, fails: [String],
      change: @escaping @Sendable (inout Scenario) -> Void
    ) {
      testDescription = "\(name): \(reason)"
      self.name = "history/\(name)"
      self.fails = fails
      self.change = change
    }
  }

  private static let rows = [
    Row(
      // Successes of that era leave no line in the log.
      "1-opus-sync", "an edge without a timeout",
      fails: [
        "count(outcome=edge_524, readable=no)", "max(e2e)", "outcome-log", "tokens-accounted",
      ]
    ) { $0.hops = [.passThrough] },
    Row("2-sonnet-45s", "no second attempt", fails: ["min(e2e, group=full)"]) {
      $0.service.tiers.team.retries = 0
    },
    Row(
      "3-plan-aware-60s", "the whole answer is allowed to take its 102 s",
      fails: ["count(outcome=preview_timeout, readable=yes)", "max(e2e)"]
    ) { $0.service.tiers.enterprise.syncTimeout = .seconds(110) },
    Row(
      "4-4096-90s", "the stop reason is noticed",
      fails: [
        "count(group=marco, outcome=spec_invalid, says='JSON')",
        "count(group=marco, says='Unterminated string in JSON')",
      ]
    ) { $0.service.knownBugs.remove(.stopReasonIgnored) },
    Row(
      "5-8192-95s", "the stop reason is ignored",
      fails: [
        "count(group=ambitious, outcome=spec_too_large, says='split the prompt', readable=yes)"
      ]
    ) { $0.service.knownBugs.insert(.stopReasonIgnored) },
    Row(
      // Without a success there is none that could be missing in the log.
      "6-12288-95s", "90 s instead of 95 s",
      fails: [
        "count(outcome=spec)", "min(e2e)", "max(headroom)", "outcome-log", "tokens-accounted",
      ]
    ) { $0.service.tiers.enterprise.syncTimeout = .seconds(90) },
    Row(
      "7-streaming", "the terminal event is awaited",
      fails: ["count(outcome=no_terminal_event)", "terminal-event"]
    ) { $0.service.knownBugs.remove(.terminalEventNotAwaited) },
    Row(
      "8-streaming-awaited", "the terminal event is not awaited",
      fails: ["count(outcome=spec)", "terminal-event", "outcome-log"]
    ) { $0.service.knownBugs.insert(.terminalEventNotAwaited) },
    Row(
      "9-streaming-past-100s", "no keep-alive comments",
      fails: ["count(group=late, outcome=spec)", "min(ttft, group=late)"]
    ) { $0.service.keepAliveInterval = nil },
    Row(
      "9-streaming-past-100s", "keep-alive comments only behind the first token",
      fails: ["count(group=late, outcome=spec)", "min(ttft, group=late)"]
    ) { $0.service.knownBugs.insert(.keepAliveOnlyAfterFirstToken) },
  ]

  @Test func `every scenario of the history has a row`() {
    let names = Self.rows.map(\.name)
    #expect(Project.names(in: "history").allSatisfy(names.contains))
  }

  @Test(arguments: rows)
  func `one change makes its checks fail`(row: Row) throws {
    let result = try Project.scenario(row.name).changed(row.change).run()
    #expect(result.verdict == .failed)
    #expect(result.failed == row.fails, "\(result.report)")
  }
}
