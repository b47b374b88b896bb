@testable import bmm_bench

extension ReportedRun {
  /// A run with one failed check, one broken and one unexercised invariant.
  static func failed(_ name: String = "bad") -> ReportedRun {
    var run = ReportedRun(
      name: name, about: "a \"quoted\" <about> & \u{1}more", file: "bad.json5", world: "sim",
      seed: 7, end: .ran(.failed), repetition: "bmm-bench run bad.json5 --seed 7")
    run.digest = "0123456789abcdef"
    run.checks = [
      Check(
        kind: .expectation, name: "p99(ttft)", text: "p99(ttft) < 5s", observed: "7.2 s",
        pass: false, isUnexercised: false, examples: []),
      Check(
        kind: .invariant, name: "outcome-log", text: "outcome-log holds",
        observed: "2 of 9 broken", pass: false, isUnexercised: false,
        examples: ["u-1: 0 lines", "u-2: <b> | `x`\nnext"]),
      Check(
        kind: .invariant, name: "token-limit", text: "token-limit holds",
        observed: "not exercised", pass: true, isUnexercised: true, examples: []),
    ]
    run.invariants = [
      ResultDocument.Invariant(name: "outcome-log", checked: 9, violations: 2, examples: []),
      ResultDocument.Invariant(name: "token-limit", checked: 0, violations: 0, examples: []),
    ]
    run.outcomes = [
      ResultDocument.Outcome(name: "spec", count: 8, message: ""),
      ResultDocument.Outcome(name: "edge_524", count: 1, message: ""),
    ]
    var times = Histogram()
    times.record(1_500_000_000, count: 8)
    times.record(7_200_000_000)
    run.figures = [
      ResultDocument.Figures(.ttft, times), ResultDocument.Figures(.itl, Histogram()),
      ResultDocument.Figures(.outputTokens, Histogram()),
    ]
    run.tokens = ResultDocument.Tokens(input: 5, sold: 900, accounted: 800, wasted: 100)
    run.virtual = .seconds(60)
    run.wall = .milliseconds(1_250)
    return run
  }

  /// A run whose one check held.
  static func held(_ name: String = "good") -> ReportedRun {
    var run = ReportedRun(
      name: name, about: "about", file: "good.json5", world: "sim", seed: 1, end: .ran(.held),
      repetition: "bmm-bench run good.json5 --seed 1")
    run.checks = [
      Check(
        kind: .expectation, name: "count()", text: "count() == 1", observed: "1", pass: true,
        isUnexercised: false, examples: [])
    ]
    run.outcomes = [ResultDocument.Outcome(name: "spec", count: 1, message: "")]
    run.wall = .milliseconds(750)
    return run
  }

  /// A scenario that does not run on real sockets.
  static func skipped(_ name: String = "left-out") -> ReportedRun {
    ReportedRun(
      name: name, about: "about", file: "x.json5", world: "live", seed: 1,
      end: .skipped(reason: "takes | a day"), repetition: "")
  }

  /// A run that was broken off.
  static func partial() -> ReportedRun {
    ReportedRun(
      name: "half", about: "about", file: "x.json5", world: "sim", seed: 1, end: .ran(.partial),
      repetition: "bmm-bench run x.json5 --seed 1")
  }
}
