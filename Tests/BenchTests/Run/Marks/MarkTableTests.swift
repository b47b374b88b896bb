import Testing
import World

@testable import FakeLLM
@testable import Service
@testable import bmm_bench

struct MarkTableTests {
  @Test func `every family has a table, and every name is there once`() {
    #expect(MarkTable.all.map(\.family) == MarkFamily.allCases)
    #expect(Set(MarkTable.names).count == MarkTable.names.count)
    for name in [
      "world/task-stalled", "link/cut", "edge/head-held", "service/draft-joined",
      "llm/fell-silent", "user/clicked-twice", "outcome/spec", "outcome/edge_524",
      "exchange/read-timeout", "line/preview_spec_ready", "call/end-turn",
    ] { #expect(MarkTable.names.contains(name), "\(name) is missing") }
  }

  @Test func `marks go through their names and come back the same`() {
    var marks = MarkSet()
    #expect(marks.names == [])
    #expect(marks.missing == MarkTable.names)
    marks.insert(ServiceMark.retried)
    marks.insert(CallMark.windowFull)
    #expect(marks.names == ["service/retried", "call/window-full"])
    #expect(marks.missing.count == MarkTable.names.count - 2)
    #expect(MarkSet(names: marks.names) == marks)
    #expect(MarkSet(names: MarkTable.names).missing == [])
    #expect(MarkSet(names: ["service/no-such-mark"]).count == 0)
  }

  @Test func `a status that has no name of its own is another status`() {
    let other = MarkTable.outcomes.number(of: "http_418")
    #expect(other.map { MarkTable.outcomes.names[$0] } == "other_status")
  }

  /// A run with what a row of the table says, and the marks that it has to reach.
  @Test(
    arguments: [
      ("", ["outcome/spec", "exchange/passed", "line/preview_spec_ready", "call/end-turn"]),
      (
        "llm: { rules: [{ when: { nthCall: 1 }, then: { failure: { status: 529 } } }] },",
        ["service/retried", "call/error-status", "outcome/spec"]
      ),
      (
        "llm: { models: { 'claude-sonnet-4-6': { firstToken: '40s' } } },",
        ["service/kept-alive-before-text"]
      ),
    ])
  func `a run reaches the marks of what happens in it`(
    members: String, names: [String]
  ) throws {
    let result = try Scenario(
      text: """
        { name: 'x', about: 'y', \(members) users: [
          { name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ previewStream: {} }] }] }
        """
    ).run()
    for name in names {
      #expect(result.marks.names.contains(name), "\(name): \(result.marks.names)")
    }
  }

  @Test func `a run in which nothing is rare reaches none of the rare marks`() throws {
    let result = try Scenario(text: ScenarioText.with()).run()
    for mark in ["service/retried", "service/draft-joined", "llm/fell-silent", "link/cut"] {
      #expect(!result.marks.names.contains(mark), "\(mark)")
    }
  }
}
