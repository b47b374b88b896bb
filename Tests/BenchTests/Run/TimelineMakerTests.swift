import EdgeSim
import Service
import Testing
import World

@testable import bmm_bench

struct TimelineMakerTests {
  private func result(_ members: String = "") throws -> RunResult {
    try Scenario(
      text: """
        { name: 'x', about: 'y', edge: 'cloudflare-2026 > nginx-1.29', \(members) users: [
          { name: 'u', plan: 'team', arrivals: { closed: 3 }, steps: [{ previewStream: {} }] }] }
        """
    ).run()
  }

  @Test func `all roles have their part in a time line, in the order of time`() throws {
    let timeline = try #require(result().details.timelines.first)
    let roles = timeline.spans.map(\.role)
    for role in ["user", "edge", "hop-2", "service", "database", "llm"] {
      #expect(roles.contains(role), "\(role) is missing")
    }
    #expect(timeline.spans.map(\.start) == timeline.spans.map(\.start).sorted())
    #expect(timeline.marks.map(\.at) == timeline.marks.map(\.at).sorted())
    let names = timeline.marks.filter { $0.role == "user" }.map(\.name)
    #expect(names == ["planned", "sends", "head", "first token", "spec"])
    // What a role did for the request lies within what its neighbour waited.
    func time(_ role: String) -> ClosedRange<Duration>? {
      let own = timeline.spans.filter { $0.role == role }
      guard let first = own.map(\.start).min(), let last = own.compactMap(\.end).max() else {
        return nil
      }
      return first...last
    }
    let (user, edge) = (try #require(time("user")), try #require(time("edge")))
    let (inner, llm) = (try #require(time("hop-2")), try #require(time("llm")))
    #expect(user.lowerBound < edge.lowerBound && edge.lowerBound < inner.lowerBound)
    #expect(inner.lowerBound < llm.lowerBound && llm.upperBound < inner.upperBound)
  }

  @Test func `the same run has the same time lines`() throws {
    #expect(try result().details.timelines == result().details.timelines)
  }

  @Test func `what broke comes first, then what failed, then what was slow`() throws {
    let members = """
      service: { knownBugs: ['validator-text-leaked'] },
      llm: { rules: [{ when: { nthCall: 2 }, then: 'prose' }] },
      """
    let timelines = try result(members).details.timelines
    #expect(
      timelines.map(\.why)
        == ["broke nothing-internal", "one of the slowest", "one of the slowest"])
    #expect(timelines[0].outcome == "spec_invalid")
    #expect(
      timelines[0].spans.contains { $0.name == "preview_spec_invalid" && $0.note.contains("JSON") })
  }

  @Test func `a success of another route is not shown as a failure`() {
    var run = HandMadeRun()
    var record = RequestRecord(
      id: "u-2", group: "u", account: "u", plan: .team, route: .magicLink, planned: .start,
      started: .start)
    record.outcome = .linkSent
    record.ended = HandMadeRun.at(2)
    run.others = [record]
    let chosen = TimelineChoice.choose(run.evidence, [])
    #expect(!chosen.contains { $0.why == "ended as link_sent" })
    #expect(chosen.contains { run.evidence.records[$0.position].id == "u-2" })
  }

  @Test func `of many requests no more are chosen than a reader looks at`() {
    var run = HandMadeRun()
    run.others = (2..<200).map { number in
      var record = RequestRecord(
        id: "u-\(number)", group: "u", account: "u", plan: .team, route: .stream,
        planned: .start, started: .start)
      record.outcome = .edge(500 + number % 30)
      record.ended = HandMadeRun.at(number)
      return record
    }
    let chosen = TimelineChoice.choose(run.evidence, [])
    #expect(chosen.count <= 24)
    #expect(Set(chosen.map(\.position)).count == chosen.count, "nobody is shown twice")
    let failures = chosen.filter { $0.why.hasPrefix("ended as ") }
    #expect(failures.count == 16)
    #expect(Set(failures.prefix(14).map(\.why)).count == 14, "one of each kind before the rest")
    #expect(chosen.contains { $0.why == "the median" })
  }
}
