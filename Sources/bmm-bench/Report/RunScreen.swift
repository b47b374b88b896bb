import World

/// What the terminal shows of a single run: all that matters on one screen of 80 columns.
struct RunScreen {
  /// Failed checks that are shown; the report has all of them.
  private static let failuresMax = 4
  /// The metrics that most runs are judged by.
  private static let shown: [Metric] = [.ttft, .itl, .tpot, .e2e, .outputTokens, .headroom]

  let result: RunResult
  /// Where its files are.
  let files: String
  let width: Int
  let brush: Brush

  /// The lines, none wider than the terminal.
  var lines: [String] {
    heading + [""] + outcomes + [""] + metrics.lines(width: width) + [""] + checks + warnings
      + places
  }

  /// What the harness has to say of itself: it goes before what the checks seem to say.
  private var warnings: [String] {
    result.harness.warnings.flatMap { TextTableLayout.wrap($0, to: width) }
      .map { brush($0, .warning) }
  }

  private var heading: [String] {
    let verdict =
      switch result.verdict {
      case .held: brush("✓ held", .good)
      case .failed: brush("✗ failed", .bad)
      case .partial: brush("◐ broken off", .warning)
      }
    let about = TextTableLayout.wrap(result.scenario.about, to: width)
    return ["\(brush(result.scenario.name, .bold))  \(verdict)"] + shortened(about, to: 2)
  }

  private var outcomes: [String] {
    let total = result.outcomes.reduce(0) { $0 + $1.count }
    guard total > 0 else { return ["no requests"] }
    let parts = result.outcomes.map { row in
      "\(Format.count(row.count)) \(row.outcome.name) "
        + "(\(Format.percentage(Double(row.count) / Double(total))))"
        + (row.message.isEmpty ? "" : " \"\(row.message)\"")
    }
    let text = "\(Format.count(total)) requests: " + parts.joined(separator: ", ")
    return shortened(TextTableLayout.wrap(text, to: width), to: 4) + complaints
  }

  private var complaints: [String] {
    shortened(
      RunSummary.complaints(result).flatMap { TextTableLayout.wrap($0, to: width) }, to: 2)
  }

  private var metrics: TextTable {
    let titles = ["p50", "p95", "p99", "max"]
    var table = TextTable(
      [.init(title: "metric"), .init(title: "values", alignment: .right)]
        + (["min"] + titles).map { .init(title: $0, alignment: .right) })
    for row in result.metrics where Self.shown.contains(row.metric) && row.values.count > 0 {
      let figures = [row.values.min] + [0.5, 0.95, 0.99].map { row.values.quantile($0) }
      table.add(
        [row.metric.rawValue, Format.count(row.values.count)]
          + (figures + [row.values.max]).map { text($0, row.metric.unit) })
    }
    return table
  }

  private func text(_ value: Int64?, _ unit: Metric.Unit) -> String {
    value.map { Expectation.write(Double($0), unit) } ?? Format.missing
  }

  private var checks: [String] {
    let failed = result.checks.filter { !$0.pass }
    let idle = result.invariants.count { $0.checked == 0 }
    let sure = idle == 0 ? "" : ", \(idle) of them not exercised"
    let count = "\(result.checks.count - failed.count) of \(result.checks.count) checks held\(sure)"
    var lines = [failed.isEmpty ? count : brush(count, .bad)]
    for check in failed.prefix(Self.failuresMax) {
      let text = "✗ \(check.text): observed \(check.observed)"
      lines += [brush(TextTableLayout.cut("  \(text)", to: width), .bad)] + example(of: check)
    }
    if failed.count > Self.failuresMax {
      lines.append("  and \(failed.count - Self.failuresMax) more")
    }
    return lines + known + untried
  }

  /// What the scenario says and no request met: nobody may take it for tried.
  private var untried: [String] {
    guard !result.notExercised.isEmpty else { return [] }
    let text = "never came true: \(result.notExercised.joined(separator: ", "))"
    return shortened(TextTableLayout.wrap(text, to: width), to: 2)
  }

  /// What is broken and has to be, since the scenario is about it.
  private var known: [String] {
    let names = result.scenario.violates.map(\.invariant)
    let broken = result.invariants.filter { names.contains($0.name) && $0.violations > 0 }
    guard !broken.isEmpty else { return [] }
    let counts = broken.map { "\($0.name.rawValue) \($0.violations) ×" }.joined(separator: ", ")
    let text = "broken, as the scenario says: \(counts)"
    return shortened(TextTableLayout.wrap(text, to: width), to: 2)
  }

  private func example(of check: ExpectationResult) -> [String] {
    let invariant = result.invariants.first { $0.name.rawValue == check.name }
    guard let example = invariant?.examples.first else { return [] }
    return [brush(TextTableLayout.cut("      \(example)", to: width), .dim)]
  }

  private var places: [String] {
    let replay = RunSummary.replayed(result).map { ["replay: \($0.replay)"] } ?? []
    return ["results: \(files)", "repeat: \(RunSummary.repetition(of: result))"] + replay
  }

  private func shortened(_ lines: [String], to count: Int) -> [String] {
    guard lines.count > count else { return lines }
    return lines.prefix(count - 1) + [TextTableLayout.cut(lines[count - 1] + " …", to: width)]
  }
}
