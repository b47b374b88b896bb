import Testing
import World

@testable import bmm_bench

struct WindowExpectationTests {
  /// One request a second; the slow ones take 9 s instead of 1 s, the lost ones get no spec.
  private func figures(_ count: Int, slow: Range<Int>, lost: Range<Int> = 0..<0) -> RunMetrics {
    var run = HandMadeRun()
    run.others = (0..<count).map { second in
      var record = RequestRecord(
        id: "u-\(second)", group: "u", account: "v", plan: .team, route: .stream,
        planned: HandMadeRun.at(second), started: HandMadeRun.at(second))
      record.firstToken = HandMadeRun.at(second + (slow.contains(second) ? 9 : 1))
      record.ended = HandMadeRun.at(second + 10)
      record.outcome = lost.contains(second) ? .connectionLost : .spec
      return record
    }
    run.record = run.others.removeLast()
    return RunMetrics(run.evidence, [])
  }

  private func check(_ text: String, in figures: RunMetrics) throws -> (String, Bool) {
    let result = try ExpectationParser.parse(text).evaluate(in: figures)
    return (result.observed, result.pass)
  }

  @Test func `what the whole run hides a window shows`() throws {
    let figures = figures(1000, slow: 500..<505)
    #expect(try check("p95(ttft) < 2s", in: figures).1)
    let (observed, pass) = try check("p95(ttft) < 2s over 10s", in: figures)
    #expect(!pass)
    #expect(observed.hasPrefix("9.00 s in the worst of "))
    #expect(observed.hasSuffix("windows, from 491 s on"), "\(observed)")
  }

  @Test(
    arguments: [
      ("rate(outcome=spec) > 50% over 10s", false), ("rate(outcome=spec) > 5% over 10s", false),
      ("rate(outcome=spec) > 50% over 100s", true), ("count(outcome=spec) >= 1 over 10s", false),
      ("count(outcome=spec) >= 1 over 20s", true), ("count() == 10 over 10s", true),
      ("count(outcome=connection_lost) <= 12 over 60s", true),
      ("count(outcome=connection_lost) <= 11 over 60s", false),
      ("max(ttft) != 1s over 10s", false),
    ])
  func `each window has to hold`(text: String, pass: Bool) throws {
    #expect(try check(text, in: figures(200, slow: 0..<0, lost: 50..<62)).1 == pass)
  }

  @Test(
    arguments: [
      ("count(outcome=spec) == 10 over 10s", true), ("count(outcome=spec) >= 11 over 10s", false),
      ("count(stage=peak) == 10 over 10s", true), ("count(stage=warm-up) == 10 over 10s", true),
    ])
  func `no window lies in a stage that is not asked for`(text: String, pass: Bool) throws {
    var run = HandMadeRun()
    run.others = (0..<120).map { second in
      var record = RequestRecord(
        id: "u-\(second)", group: "u", account: "v", plan: .team, route: .stream,
        stage: second < 30 ? "warm-up" : second < 80 ? "steady" : "peak", isMeasured: second >= 30,
        planned: HandMadeRun.at(second), started: HandMadeRun.at(second))
      record.outcome = .spec
      record.ended = HandMadeRun.at(second + 1)
      return record
    }
    run.record = run.others.removeLast()
    #expect(try check(text, in: RunMetrics(run.evidence, [])).1 == pass)
  }

  @Test func `a run without a sample in any window fails`() throws {
    let (observed, pass) = try check(
      "p95(ttft, outcome=left) < 2s over 10s", in: figures(100, slow: 0..<0))
    #expect(observed == "no samples")
    #expect(!pass)
  }

  @Test func `windows without a sample are counted`() throws {
    let all = figures(100, slow: 0..<0)
    #expect(try check("p95(ttft) < 2s over 10s", in: all).0.contains("had no samples") == false)
    let lost = figures(100, slow: 0..<0, lost: 0..<50)
    let (observed, pass) = try check("p95(ttft, outcome=spec) < 2s over 10s", in: lost)
    #expect(pass)
    // Those that begin in the seconds 0 to 40 end before the first spec, at 50.
    #expect(observed.hasSuffix("; 41 more had no samples"), "\(observed)")
  }

  @Test(
    arguments: [
      ("p95(ttft) < 2s over", "expected the length of a window, found the end"),
      ("p95(ttft) < 2s over 30", "expected the length of a window, found \"30\""),
      ("p95(ttft) < 2s over 1ms", "a window is at least 100ms long"),
      ("p95(ttft) < 2s ower 30s", "expected the end, found \"ower\""),
      ("count(violations) == 0 over 30s", "violations have no time: leave \"over\" out"),
    ])
  func `a wrong window is refused`(text: String, message: String) {
    let error = #expect(throws: ExpectationError.self) { try ExpectationParser.parse(text) }
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
  }
}
