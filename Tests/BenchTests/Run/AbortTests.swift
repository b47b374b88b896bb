import Testing
import World

@testable import bmm_bench

struct AbortTests {
  private func run(_ checks: String, _ members: String = "") throws -> RunResult {
    let text = """
      { name: 'x', about: 'y', edge: 'direct',
        llm: { rules: [{ then: { failure: { status: 500 } } }] },
        service: { tiers: { all: { retries: 0 } } }, \(members)
        users: [{ name: 'u', plan: 'team', arrivals: { constant: '1/s', count: 600 },
          steps: [{ preview: {} }] }],
        expect: [\(checks)] }
      """
    return try Scenario(text: text).run()
  }

  @Test func `a check that fails ends the run, which then has failed and says so`() throws {
    let result = try run("{ check: 'rate(outcome=spec) > 0.9', abortOnFail: true, grace: '30s' }")
    let abort = try #require(result.abort)
    #expect(result.verdict == .failed)
    #expect(abort.at == .seconds(30))
    #expect(result.virtual == .seconds(30))
    #expect(result.failed == ["rate(outcome=spec)"], "\(result.report)")
    let observed = try #require(result.checks.first?.observed)
    #expect(observed.hasPrefix("0 % (0 of "))
    #expect(observed.hasSuffix("after 30.0 s, which ended the run"))
    let file = ResultFile.json(ResultDocument(result, by: .test))
    #expect(file["abort"]?["atSeconds"] == .number(30))
  }

  @Test func `without a grace the first answer decides, and the same seed ends the same`() throws {
    let check = "{ check: 'count(outcome=provider_error) == 0 over 10s', abortOnFail: true }"
    let result = try run(check)
    #expect(try #require(result.abort).at <= .seconds(3))
    #expect(try run(check).digest == result.digest)
  }

  @Test func `a check that holds changes nothing of the run`() throws {
    let plain = try run("'max(e2e) < 95s'")
    let watched = try run("{ check: 'max(e2e) < 95s', abortOnFail: true }")
    #expect(watched.abort == nil)
    #expect(watched.outcomes == plain.outcomes)
    #expect(watched.virtual <= plain.virtual + .seconds(1))
  }

  @Test func `a window forgets what lies before it`() throws {
    // The first half minute fails, and the grace ends behind it.
    let text = """
      { name: 'x', about: 'y', edge: 'direct',
        service: { tiers: { all: { retries: 0 } } },
        llm: { rules: [{ when: { promptContains: 'bad' }, then: { failure: { status: 500 } } }] },
        users: [
          { name: 'bad', plan: 'team', arrivals: { constant: '1/s', count: 30 },
            steps: [{ preview: { prompt: 'A bad server {n}' } }] },
          { name: 'good', plan: 'team', arrivals: { constant: '1/s', count: 200 },
            steps: [{ preview: {} }] }],
        expect: [{ check: 'rate(outcome=provider_error) < 1% OVER', abortOnFail: true,
          grace: '100s' }] }
      """
    let whole = try Scenario(text: text.replacing(" OVER", with: "")).run()
    let window = try Scenario(text: text.replacing("OVER", with: "over 20s")).run()
    #expect(whole.abort?.at == .seconds(100))
    #expect(window.abort == nil)
    #expect(window.verdict == .failed, "the end looks at all windows")
  }

  @Test(
    arguments: [
      (
        "{ check: 'count(violations) == 0', abortOnFail: true }",
        "expect[0].check cannot end a run: invariants are looked at when it is over"
      ),
      (
        "{ check: 'max(outputTokens) < 5', abortOnFail: true }",
        "expect[0].check cannot end a run: what the provider did is joined with its users when it "
          + "is over"
      ),
      (
        "{ check: 'count(outcome=spec) > 5', abortOnFail: true }",
        "expect[0].check cannot end a run: a count can still grow; only <, <= and == 0 can fail "
          + "before it is over"
      ),
      (
        "{ check: 'max(e2e) < 5s', grace: '3s' }", "expect[0] has a grace without abortOnFail"
      ),
      ("{ abortOnFail: true }", "expect[0] lacks the key \"check\""),
      (
        "{ check: 'max(e2e) < 5s', abort: true }",
        "unknown key \"abort\" in expect[0] (known: check, abortOnFail, grace)"
      ),
    ])
  func `what cannot end a run is refused`(check: String, message: String) {
    let text = Scenario.complaint(about: ScenarioText.with("expect: [\(check)]"))
    #expect(text?.hasSuffix(message) == true, "\(text ?? "")")
  }
}
