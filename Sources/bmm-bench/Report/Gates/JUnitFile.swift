import World

/// Runs as JUnit's XML, which servers of builds show: a suite per scenario, a case per check.
enum JUnitFile {
  /// The whole file.
  static func text(_ runs: [ReportedRun]) -> String {
    let suites = runs.map(suite)
    let all = suites.reduce(Counts()) { $0 + $1.counts }
    let wall = runs.reduce(Duration.zero) { $0 + $1.wall }
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    lines.append("<testsuites name=\"bmm-bench\"\(all.attributes) time=\"\(seconds(wall))\">")
    for suite in suites { lines += suite.lines }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  /// What readers compare with the cases they found.
  private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    var attributes: String {
      " tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
    }

    static func + (one: Counts, other: Counts) -> Counts {
      Counts(
        tests: one.tests + other.tests, failures: one.failures + other.failures,
        errors: one.errors + other.errors, skipped: one.skipped + other.skipped)
    }
  }

  private enum Verdict {
    case passed
    case failed(message: String, text: String)
    case error(message: String, type: String)
    case skipped(message: String)
  }

  private struct Case {
    let name: String
    let kind: String
    let verdict: Verdict
  }

  private static func suite(_ run: ReportedRun) -> (counts: Counts, lines: [String]) {
    let cases = cases(of: run)
    var counts = Counts(tests: cases.count)
    for test in cases {
      switch test.verdict {
      case .passed: break
      case .failed: counts.failures += 1
      case .error: counts.errors += 1
      case .skipped: counts.skipped += 1
      }
    }
    let head =
      "  <testsuite\(value("name", run.name))\(counts.attributes) time=\"\(seconds(run.wall))\">"
    var lines = [head, "    <properties>"]
    lines += properties(run).map(property)
    lines.append("    </properties>")
    for test in cases { lines += self.lines(test, in: run) }
    lines.append("  </testsuite>")
    return (counts, lines)
  }

  private static func cases(of run: ReportedRun) -> [Case] {
    var cases = run.checks.map { check in
      Case(name: check.text, kind: check.kind.rawValue, verdict: verdict(check, run))
    }
    switch run.end {
    case .skipped(let reason):
      cases.append(Case(name: "run", kind: "run", verdict: .skipped(message: reason)))
    case .ran(.partial):
      let message = "the run was broken off: the checks are about its first part"
      let verdict = Verdict.error(message: message, type: "partial")
      cases.append(Case(name: "run", kind: "run", verdict: verdict))
    case .ran: break
    }
    if run.exitCode == .harnessBound {
      let message = run.bottleneck.joined(separator: "; ")
      let verdict = Verdict.error(message: message, type: "harness")
      cases.append(Case(name: "harness", kind: "harness", verdict: verdict))
    }
    return cases
  }

  private static func verdict(_ check: ReportedRun.Check, _ run: ReportedRun) -> Verdict {
    guard !check.pass else {
      return check.isUnexercised ? .skipped(message: check.observed) : .passed
    }
    let text =
      ["expected: \(check.text)", "observed: \(check.observed)"] + check.examples
      + ["repeat: \(run.repetition)"]
    return .failed(
      message: "\(check.text): observed \(check.observed)", text: text.joined(separator: "\n"))
  }

  private static func properties(_ run: ReportedRun) -> [(name: String, value: String)] {
    [
      ("about", run.about), ("file", run.file), ("world", run.world), ("seed", "\(run.seed)"),
      ("digest", run.digest ?? ""), ("verdict", run.verdict),
      ("virtualSeconds", seconds(run.virtual)), ("repeat", run.repetition),
    ].filter { !$0.1.isEmpty }
  }

  // MARK: XML

  private static func property(_ property: (name: String, value: String)) -> String {
    "      <property\(value("name", property.name))\(value("value", property.value))/>"
  }

  /// A check takes no time of its own; the suite has the run's.
  private static func lines(_ test: Case, in run: ReportedRun) -> [String] {
    let head =
      "    <testcase\(value("name", test.name))"
      + "\(value("classname", "\(run.name).\(test.kind)")) time=\"0.000\""
    let inside: String
    switch test.verdict {
    case .passed: return [head + "/>"]
    case .failed(let message, let text):
      inside =
        "<failure\(value("message", message)) type=\"\(test.kind)\">"
        + XMLText.escaped(text) + "</failure>"
    case .error(let message, let type):
      inside = "<error\(value("message", message)) type=\"\(type)\"/>"
    case .skipped(let message): inside = "<skipped\(value("message", message))/>"
    }
    return [head + ">", "      " + inside, "    </testcase>"]
  }

  private static func value(_ name: String, _ text: String) -> String {
    " \(name)=\"\(XMLText.escaped(text))\""
  }

  private static func seconds(_ duration: Duration) -> String {
    Format.fixed(max(0, duration.seconds), decimals: 3)
  }
}
