import Testing
import World

@testable import bmm_bench

struct ExpectationParserTests {
  // The testing library has a type of this name too.
  typealias Expectation = bmm_bench.Expectation

  private func parse(_ text: String) throws -> Expectation { try ExpectationParser.parse(text) }

  private func message(
    _ text: String, _ vocabulary: FilterVocabulary = .open
  ) -> String? {
    let error = #expect(throws: ExpectationError.self) {
      try ExpectationParser.parse(text, vocabulary: vocabulary)
    }
    return error.map { "\($0.column): \($0.message)" }
  }

  @Test(
    arguments: [
      ("p99(ttft) < 5s", .percentile(99), .ttft, .less, .duration(.seconds(5))),
      ("p50(itl) <= 20ms", .percentile(50), .itl, .lessOrEqual, .duration(.milliseconds(20))),
      ("p99.9(gap)<15s", .percentile(99.9), .gap, .less, .duration(.seconds(15))),  // No spaces.
      ("max(e2e) < 100s", .max, .e2e, .less, .duration(.seconds(100))),
      ("min( e2e ) >= 99s", .min, .e2e, .greaterOrEqual, .duration(.seconds(99))),
      ("min(headroom) != 0s", .min, .headroom, .notEqual, .duration(.zero)),
      ("mean(outputTokens) > 4000", .mean, .outputTokens, .greater, .tokens(4_000)),
    ] as [(String, Expectation.Function, Metric, Comparison, Expectation.Bound)])
  func `a statistic of a metric`(
    text: String, function: Expectation.Function, metric: Metric, comparison: Comparison,
    bound: Expectation.Bound
  ) throws {
    let expectation = try parse(text)
    #expect(expectation.text == text)
    #expect(expectation.function == function)
    #expect(expectation.metric == metric)
    #expect(expectation.filters.isEmpty)
    #expect(expectation.comparison == comparison)
    #expect(expectation.bound == bound)
  }

  @Test func `filters narrow a statistic`() throws {
    let expectation = try parse("p90(e2e, outcome = spec,group=marco) < 95s")
    #expect(expectation.name == "p90(e2e, outcome = spec,group=marco)")
    #expect(
      expectation.filters
        == [Filter(key: .outcome, value: "spec"), Filter(key: .group, value: "marco")])
  }

  @Test(
    arguments: [
      ("count() > 0", .count, .requests, [], .count(0)),
      ("count(outcome=spec) == 3", .count, .requests, ["outcome=spec"], .count(3)),
      (
        "count(violations, invariant=terminal-event) == 2", .count, .violations,
        ["invariant=terminal-event"], .count(2)
      ),
      ("count(violations) == 0", .count, .violations, [], .count(0)),
      ("rate(outcome=spec) > 0.95", .rate, .requests, ["outcome=spec"], .fraction(0.95)),
      (
        "rate(outcome=spec, plan=team) >= 95%", .rate, .requests, ["outcome=spec", "plan=team"],
        .fraction(0.95)
      ),
      (
        "count(route=/api/preview, model=glm-4.6) == 1", .count, .requests,
        ["route=/api/preview", "model=glm-4.6"], .count(1)
      ),
    ] as [(String, Expectation.Function, Expectation.Subject, [String], Expectation.Bound)])
  func `counts and rates`(
    text: String, function: Expectation.Function, subject: Expectation.Subject,
    filters: [String], bound: Expectation.Bound
  ) throws {
    let expectation = try parse(text)
    #expect(expectation.function == function)
    #expect(expectation.subject == subject)
    #expect(expectation.filters.map { "\($0.key.rawValue)=\($0.value)" } == filters)
    #expect(expectation.bound == bound)
  }

  @Test(
    arguments: [
      (
        "",
        "1: expected a function (min, max, mean, p0 to p100, count, rate, goodput), found the end"
      ),
      (
        "< 5",
        "1: expected a function (min, max, mean, p0 to p100, count, rate, goodput), found \"<\""
      ),
      (
        "meen(ttft) < 5s",
        "1: unknown function \"meen\"; did you mean \"mean\"? "
          + "(known: min, max, mean, p0 to p100, count, rate, goodput)"
      ),
      (
        "p(ttft) < 5s",
        "1: unknown function \"p\" (known: min, max, mean, p0 to p100, count, rate, goodput)"
      ),
      (
        "p99x(ttft) < 5s",
        "1: unknown function \"p99x\" (known: min, max, mean, p0 to p100, count, rate, goodput)"
      ),
      ("p101(ttft) < 5s", "1: \"p101\" is no percentile; they go from p0 to p100"),
      ("p99 ttft < 5s", "5: expected \"(\", found \"ttft\""),
      ("p99", "4: expected \"(\", found the end"),
      (
        "p99(tft) < 5s",
        "5: unknown metric \"tft\"; did you mean \"ttft\"? "
          + "(known: ttft, itl, tpot, e2e, outputTokens, cost, bytes, gap, headroom, upstreamLag, violations)"
      ),
      ("p99(ttft < 5s", "10: expected \",\" or \")\", found \"<\""),
      ("p99(ttft,) < 5s", "10: expected a metric or key=value, found \")\""),
      ("p99(ttft, itl) < 5s", "11: expected key=value, found \"itl\""),
      ("p99(plan=team, ttft) < 5s", "16: expected key=value, found \"ttft\""),
      (
        "count(outcom=spec) == 1",
        "7: unknown filter \"outcom\"; did you mean \"outcome\"? "
          + "(known: outcome, plan, group, stage, model, invariant, route, readable, browser, good, says)"
      ),
      ("count(plan=) == 1", "12: expected a value for \"plan\", found \")\""),
      ("count(plan=a, plan=b) == 1", "15: the filter \"plan\" stands twice"),
      ("p99(ttft)", "10: expected one of < <= > >= == !=, found the end"),
      ("p99(ttft) = 5s", "11: expected one of < <= > >= == !=, found \"=\""),
      ("p99(ttft) <", "12: expected a bound, found the end"),
      ("p99(ttft) < 5s or so", "16: expected the end, found \"or\""),
    ])
  func `a wrong text is refused with its column`(text: String, expected: String) {
    #expect(message(text) == expected)
  }

  @Test(
    arguments: [
      (
        "p99() < 5s",
        "5: expected a metric first (ttft, itl, tpot, e2e, outputTokens, cost, bytes, gap, headroom, "
          + "upstreamLag)"
      ),
      (
        "max(violations) < 5",
        "5: expected a metric first (ttft, itl, tpot, e2e, outputTokens, cost, bytes, gap, headroom, "
          + "upstreamLag)"
      ),
      ("count(ttft) == 1", "7: expected filters only, such as count(outcome=spec)"),
      ("rate(e2e) > 0.5", "6: expected filters only, such as rate(outcome=spec)"),
      (
        "rate(violations) > 0.5", "6: expected filters only, such as rate(outcome=spec)"
      ),
      ("goodput(ttft) > 5/s", "9: expected filters only, such as goodput(plan=team)"),
      (
        "goodput(outcome=spec) > 5/s",
        "9: goodput is of good requests: leave outcome and good out"
      ),
      ("goodput > 5/s over 30s", "15: goodput is of the whole run: leave \"over\" out"),
      (
        "rate(plan=team) > 0.5",
        "6: a rate needs outcome=… or good=…, the part whose share is meant"
      ),
      (
        "count(invariant=cors) == 1",
        "7: invariant=… belongs to violations: count(violations, …)"
      ),
      (
        "count(violations, outcome=spec) == 1",
        "7: violations have no outcome; filter by invariant=…"
      ),
    ])
  func `what has no meaning is refused`(text: String, expected: String) {
    #expect(message(text) == expected)
  }

  @Test(
    arguments: [
      (
        "p99(ttft) < 5",
        "13: expected a duration as bound of ttft; \"5\" has no unit; add one of us, ms, s, m, h"
      ),
      (
        "p99(ttft) < 5%",
        "13: expected a duration as bound of ttft; \"5%\" has the unknown unit \"%\"; "
          + "use one of us, ms, s, m, h"
      ),
      (
        "max(outputTokens) < 5s",
        "21: expected a plain number as bound of outputTokens; "
          + "\"5s\" is not a quantity such as \"4000\""
      ),
      (
        "count() == 1.5",
        "12: expected a whole number as bound of a count; \"1.5\" is not a quantity such as \"3\""
      ),
      (
        "count() == -1",
        "12: expected a whole number as bound of a count; \"-1\" is not a quantity such as \"3\""
      ),
      (
        "rate(outcome=spec) > 95",
        "22: expected a share as bound of a rate; \"95\" is out of range; "
          + "allowed: 0 to 1, or 0% to 100%"
      ),
    ])
  func `the unit must fit the metric`(text: String, expected: String) {
    #expect(message(text) == expected)
  }

  @Test func `a misspelt outcome is an error, not a count of zero`() throws {
    var vocabulary = FilterVocabulary.open
    vocabulary.allow(.outcome, ["spec", "truncated", "timeout"])

    #expect(
      message("count(outcome=truncatd) == 0", vocabulary)
        == "15: unknown outcome \"truncatd\"; did you mean \"truncated\"? "
        + "(known: spec, truncated, timeout)")
    let allowed = try ExpectationParser.parse(
      "count(outcome=truncated, group=any) == 0", vocabulary: vocabulary)
    #expect(allowed.filters.count == 2)
  }

  @Test func `a prefix of a check is never a check of another meaning`() throws {
    let text = "p90(e2e, outcome=spec) <= 95s"
    for length in 0..<text.count {
      #expect(throws: ExpectationError.self, "\(length)") {
        try ExpectationParser.parse(String(text.prefix(length)))
      }
    }
  }

  @Test func `no damage to a check brings the parser down`() {
    let text = Array("p99.9(ttft, outcome=spec) <= 1.5s rate(plan=team) == 95%".unicodeScalars)
    var random = RandomStream(seed: 1)
    for _ in 0..<20_000 {
      let start = random.index(below: text.count)
      var part = Array(text[start...].prefix(random.index(below: 40)))
      for _ in 0..<random.index(below: 3) where !part.isEmpty {
        part[random.index(below: part.count)] = text[random.index(below: text.count)]
      }
      let damaged = String(String.UnicodeScalarView(part))
      do throws(ExpectationError) {
        #expect(try ExpectationParser.parse(damaged).text == damaged)
      } catch {
        #expect((1...part.count + 1).contains(error.column), "\(damaged)")
      }
    }
  }

  @Test func `an error shows the text, the column and the message`() {
    let error = #expect(throws: ExpectationError.self) { try parse("p99 < 5s") }
    #expect(error?.description == "\"p99 < 5s\", column 5: expected \"(\", found \"<\"")
  }
}
