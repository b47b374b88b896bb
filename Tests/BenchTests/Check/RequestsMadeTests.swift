import Testing
import World

@testable import bmm_bench

struct RequestsMadeTests {
  private func result(_ expect: String = "[]") throws -> RunResult {
    // Nobody comes before the users' time is over.
    let quiet = "{ stages: [{ name: 'quiet', for: '3s' }, { name: 'more', for: '1s' }] }"
    return try Scenario(
      text: """
        { name: 'x', about: 'y', expect: \(expect),
          users: [{ name: 'u', plan: 'team', arrivals: \(quiet), steps: [{ preview: {} }] }] }
        """
    ).run()
  }

  @Test func `a run without a request fails, whatever else holds of none`() throws {
    let result = try result("['count(outcome=edge_524) == 0']")
    #expect(result.failed == ["requests"])
    #expect(result.verdict == .failed)
    let check = try #require(result.checks.first { !$0.pass })
    #expect(check.text == "requests > 0")
    #expect(check.observed == "no request was made")
  }

  @Test func `a scenario that demands that there is none has it so`() throws {
    for text in ["count() == 0", "count() < 1", "count() <= 0"] {
      #expect(try result("['\(text)']").verdict == .held, "\(text)")
    }
    #expect(try result("['count() <= 5']").failed == ["requests"])
  }

  @Test func `no request is an oracle of its own`() throws {
    let first = try #require(try Oracle.first(of: result("['count(outcome=spec) > 3']")))
    #expect(first.oracle == Oracle(kind: .check, name: "requests > 0"))
  }

  @Test func `requests of a warm-up alone measure nothing`() {
    var run = HandMadeRun()
    run.record.user = run.record.user.but(isMeasured: false)
    let check = RequestsMade.check(run.evidence)
    #expect(check?.pass == false)
    #expect(check?.observed == "none of 1 requests is measured")
  }

  @Test func `a part of the users may have none, and a run that was broken off`() {
    var run = HandMadeRun()
    run.record.user = run.record.user.but(isMeasured: false)
    run.end = .interrupted
    #expect(RequestsMade.check(run.evidence)?.pass == true)
    run.end = .idle
    run.scenario.shard = Shard("1/2") ?? .whole
    #expect(RequestsMade.check(run.evidence)?.pass == true)
  }
}
