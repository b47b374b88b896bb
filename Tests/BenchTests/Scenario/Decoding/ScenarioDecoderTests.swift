import FakeLLM
import EdgeSim
import Service
import Testing
import World

@testable import bmm_bench

struct ScenarioDecoderTests {
  /// The models as a message lists them: more than it has room for.
  private static let knownModels =
    ModelProfile.presets.prefix(BenchLimits.namesListedMax).map(\.name).joined(separator: ", ")
    + ", …"

  @Test(
    arguments: ["history", "smoke", "regressions"].flatMap(Project.names))
  func `every file of the project decodes`(name: String) throws {
    let scenario = try Project.scenario(name)
    #expect(!scenario.groups.isEmpty)
    #expect(!scenario.expectations.isEmpty, "a scenario that expects nothing shows nothing")
    #expect(!scenario.about.isEmpty)
  }

  @Test func `no scenario of the history is missing`() {
    #expect(Project.names(in: "history").count == 9)
    #expect(Project.names(in: "smoke").count >= 6)
  }

  @Test func `what is left out has the values of today`() throws {
    let scenario = try Scenario(text: ScenarioText.with())
    #expect(scenario.file == "x.json5")
    #expect(scenario.name == "x")
    #expect(scenario.about == "y")
    #expect(scenario.seed == 1)
    #expect(scenario.limit == BenchLimits.runLimit)
    #expect(scenario.schedule == .random)
    #expect(scenario.stalls == .none)
    #expect(scenario.service.era == Era.today.rawValue)
    #expect(scenario.service.trustedProxies == .hops(1))
    #expect(scenario.service.webOrigins == [Stack.webOrigin])
    #expect(scenario.hops == [.cloudflare2026])
    #expect(scenario.expectations.isEmpty)
    #expect(scenario.violates.isEmpty)
    #expect(scenario.catches == [])
    #expect(scenario.live == .timeScale(1))
  }

  @Test func `what a scenario catches is named as what is put back`() throws {
    let text = "catches: ['no-timeout', 'fallback-on-any-error']"
    let scenario = try Scenario(text: ScenarioText.with(text))
    #expect(scenario.catches == [.noTimeout, .fallbackOnAnyError])
    #expect(scenario.service.knownBugs == [], "to catch a bug is not to have it")
    let names = NearestName.listed(KnownBugs.all.map(\.name))
    #expect(
      Scenario.complaint(about: ScenarioText.with("catches: ['no-timeouts']"))
        == "x.json5:2:11: catches[0] cannot be \"no-timeouts\"; did you mean \"no-timeout\"? "
        + "(allowed: \(names))")
    #expect(
      Scenario.complaint(about: ScenarioText.with("catches: 'no-timeout'"))
        == "x.json5:2:10: catches must be an array, not a text")
  }

  @Test func `seed, date, limit, checks and known violations are taken over`() throws {
    let scenario = try Scenario(
      text: ScenarioText.with(
        """
        seed: 9007199254740993, date: '2030-01-01T00:00:05Z', limit: '90s',
        expect: ['count() == 1', 'max(e2e, group=u) < 5s'],
        violates: { 'outcome-log': 'b', 'terminal-event': 'a' },
        """))
    #expect(scenario.seed == 9_007_199_254_740_993)  // One more than a Double can hold.
    #expect(scenario.date?.rfc3339 == "2030-01-01T00:00:05.000Z")
    #expect(scenario.limit == .seconds(90))
    #expect(scenario.expectations.map(\.text) == ["count() == 1", "max(e2e, group=u) < 5s"])
    #expect(
      scenario.violates == [
        KnownViolation(invariant: .terminalEvent, reason: "a"),
        KnownViolation(invariant: .outcomeLog, reason: "b"),
      ])
  }

  @Test(
    arguments: [
      ("", "1:1: expected a value, found the end of the file"),
      ("<html>", "1:1: expected a value, found '<'"),
      ("name: x", "1:1: name is not a value; a text needs quotes"),
      ("[]", "1:1: the document must be an object, not an array"),
      ("{ name: 'x',\n  name: 'y' }", "2:3: the key \"name\" stands twice; the first is at 1:3"),
      ("{ about: 'y' }", "1:1: the document lacks the key \"name\""),
      ("{ name: 'x', about: 'y' }", "1:1: the document lacks the key \"users\""),
      ("{ name: 7 }", "1:9: name must be a text, not a number"),
      (
        "{ name: 'a b' }",
        "1:9: name must be 1 to 40 letters, digits, hyphens or underscores, not \"a b\""
      ),
      (
        "{ name: '../x' }",  // It becomes a folder.
        "1:9: name must be 1 to 40 letters, digits, hyphens or underscores, not \"../x\""
      ),
      (
        "{ name: '' }",
        "1:9: name must be 1 to 40 letters, digits, hyphens or underscores, not \"\""
      ),
    ])
  func `what is no scenario at all is refused with its place`(text: String, message: String) {
    #expect(Scenario.complaint(about: text) == "x.json5:\(message)")
  }

  @Test(
    arguments: [
      (
        "expects: []",
        "2:1: unknown key \"expects\" at the top level; did you mean \"expect\"? "
          + "(known: $schema, extends, name, chaos, edge, service, llm, limit, links, "
          + "faults, users, about, seed, date, objectives, expect, …)"
      ),
      ("seed: -1", "2:7: seed is -1; allowed: at least 0"),
      ("seed: 1.5", "2:7: seed must be a whole number, not 1.5"),
      (
        "limit: 60",
        "2:8: limit needs a unit (us, ms, s, m, h); write a text such as \"95s\", not 60"
      ),
      (
        "date: '2030-01-01'",
        "2:7: date cannot be read: \"2030-01-01\" is not a quantity such as "
          + "\"2026-05-01T23:59:30Z\""
      ),
      ("limit: '0s'", "2:8: limit is 0s; allowed: at least 1s"),
      ("expect: 'count() == 1'", "2:9: expect must be an array, not a text"),
      ("expect: [5]", "2:10: expect[0] must be a text, not a number"),
      (
        "violates: { 'terminal-events': 'a' }",
        "2:13: unknown key \"terminal-events\" in violates; did you mean \"terminal-event\"? "
          + "(known: terminal-event, text-intact, cors-on-every-answer, token-limit, "
          + "ends-in-budget, no-silent-gap, daily-limits, single-use, "
          + "upstream-ends-with-client, nothing-internal, outcome-log, tokens-accounted, "
          + "nothing-left)"
      ),
      (
        "violates: { 'terminal-event': true }",  // Without a reason nobody knows why.
        "2:31: violates[\"terminal-event\"] must be a text, not true or false"
      ),
    ])
  func `a wrong member is refused with its place`(member: String, message: String) {
    #expect(Scenario.complaint(about: ScenarioText.with(member)) == "x.json5:\(message)")
  }

  @Test(
    arguments: [
      (
        "count(outcome=specs) == 1",
        "column 15: unknown outcome \"specs\"; did you mean \"spec\"? "
          + "(known: spec, ok, link_sent, logged_in, no_terminal_event, connection_lost, "
          + "connect_failed, left, client_timeout, malformed_answer, unfinished, "
          + "spec_too_large, spec_invalid, spec_refused, preview_timeout, "
          + "provider_overloaded, …)"
      ),
      (
        "count(plan=free) == 1",
        "column 12: unknown plan \"free\" (known: hobby, pro, team, enterprise)"
      ),
      ("count(group=v) == 1", "column 13: unknown group \"v\" (known: u)"),
      (
        "count(model=gpt) == 1",
        "column 13: unknown model \"gpt\" "
          + "(known: \(Self.knownModels))"
      ),
      (
        "count(violations, invariant=cors) == 0",
        "column 29: unknown invariant \"cors\" (known: terminal-event, text-intact, "
          + "cors-on-every-answer, token-limit, ends-in-budget, no-silent-gap, daily-limits, "
          + "single-use, upstream-ends-with-client, nothing-internal, outcome-log, "
          + "tokens-accounted, nothing-left)"
      ),
      (
        "count(route=/x) == 1",
        "column 13: unknown route \"/x\" (known: sync, stream, magicLink, callback, other)"
      ),
      ("count(readable=true) == 1", "column 16: unknown readable \"true\" (known: yes, no)"),
    ])
  func `a check may only name what the scenario has`(check: String, message: String) {
    let text = ScenarioText.with("expect: ['\(check)']")
    #expect(
      Scenario.complaint(about: text)
        == "x.json5:2:10: expect[0] cannot be read: \"\(check)\", \(message)")
  }

  @Test func `a model that the provider does not know is refused`() {
    let text = ScenarioText.with("service: { tiers: { team: { model: 'claude-sonet-4-6' } } }")
    #expect(
      Scenario.complaint(about: text)
        == "x.json5:2:10: service lets plan team use the model \"claude-sonet-4-6\", which "
        + "llm.models does not have; did you mean \"claude-sonnet-4-6\"? "
        + "(known: \(Self.knownModels))")
  }

  @Test func `a model that no group uses need not be known`() throws {
    let text = ScenarioText.with("service: { tiers: { pro: { model: 'of-tomorrow' } } }")
    #expect(try Scenario(text: text).service.tiers[.pro].model == "of-tomorrow")
  }

  @Test func `checks may name the models and groups of the scenario itself`() throws {
    let text = ScenarioText.with(
      """
      llm: { models: { mine: { firstToken: '1s', tokensPerSecond: 9, outputTokens: 9 } } },
      expect: ['count(model=mine, group=u) == 0'],
      """)
    #expect(try Scenario(text: text).expectations.count == 1)
  }

  @Test(
    arguments: [
      ("rate(outcome=spec) >= 0%", "no run can be below 0%: write what is too few"),
      ("rate(outcome=spec) <= 100%", "no run can be above 100%: write what is too much"),
      ("count(outcome=spec) >= 0", "no run can be below 0: write what is too few"),
      ("count(violations) >= 0 ", "no run can be below 0: write what is too few"),
    ])
  func `a bound that no run can miss is refused`(check: String, reason: String) {
    let text = ScenarioText.with("expect:\n['\(check)']")
    #expect(
      Scenario.complaint(about: text)
        == "x.json5:3:2: expect[0] cannot fail, \"\(check)\": \(reason)")
  }

  @Test func `a bound that a run can miss by a little is fine`() throws {
    let checks = "['rate(outcome=spec) > 0%', 'rate(good=yes) < 100%', 'count() > 0']"
    #expect(try Scenario(text: ScenarioText.with("expect: \(checks)")).expectations.count == 3)
  }
}
