import World

/// What the terminal shows of a single run: all that matters on one screen of 80 columns.
struct RunScreen {
  /// The metrics that are shown, those that most runs are judged by first.
  private static let shown: [Metric] = [.ttft, .e2e, .headroom, .itl, .tpot, .outputTokens]

  let result: RunResult
  /// Where its files are.
  let files: String
  /// What is said of the command as a whole.
  var closing = ""
  let width: Int
  /// Lines of the terminal; nil where there is room for all.
  var height: Int?

  /// The lines; none is wider than the terminal but commands and paths, which are to be copied.
  var lines: [PaintedLine] {
    var room = all
    // The prompt takes the last line.
    while let height, rows(room) > height - 1, room.shrink() {}
    return lines(room)
  }

  /// Room for everything.
  private var all: ScreenRoom {
    ScreenRoom(
      about: about.count, outcomes: outcomes.count, complaints: complaints.count,
      metrics: metrics.count, failures: failed.count, examples: failed.count, known: known.count,
      untried: untried.count,
      warnings: warnings.count)
  }

  /// Lines of the terminal, on which long ones take several.
  private func rows(_ room: ScreenRoom) -> Int {
    lines(room).reduce(0) { rows, line in
      rows + max(1, (line.text(isPainted: false).unicodeScalars.count + width - 1) / width)
    }
  }

  private func lines(_ room: ScreenRoom) -> [PaintedLine] {
    let gap = room.gaps > 0 ? [""] : []
    let table = table(room.metrics)
    let harness = shortened(warnings, to: room.warnings).map { PaintedLine($0, .warning) }
    let figures =
      shortened(about, to: room.about) + gap + shortened(outcomes, to: room.outcomes)
      + shortened(complaints, to: room.complaints) + (table.isEmpty ? [] : gap + table) + gap
    let end = closing.isEmpty ? [] : gap + TextTableLayout.wrap(closing, to: width)
    return heading + plain(figures) + checks(room)
      + plain(shortened(known, to: room.known) + shortened(untried, to: room.untried))
      + harness + plain(leftOut(room) + places + end)
  }

  private func plain(_ lines: [String]) -> [PaintedLine] { lines.map { PaintedLine($0) } }

  // MARK: The run

  private var heading: [PaintedLine] {
    let paint: (sign: String, paint: PaintedLine.Paint) =
      switch result.verdict {
      case .held where result.harness.isBottleneck: ("⚠", .warning)
      case .held: ("✓", .good)
      case .failed: ("✗", .bad)
      case .partial: ("◐", .warning)
      }
    let verdict = PaintedLine("\(paint.sign) \(result.verdictInWords)", paint.paint)
    return [PaintedLine(result.scenario.name, .bold) + "  " + verdict]
  }

  private var about: [String] { TextTableLayout.wrap(result.scenario.about, to: width) }

  private var outcomes: [String] {
    let total = result.outcomes.reduce(0) { $0 + $1.count }
    guard total > 0 else { return ["no requests"] }
    let parts = result.outcomes.map { row in
      "\(Format.count(row.count)) \(row.outcome.name) "
        + "(\(Format.percentage(Double(row.count) / Double(total))))"
        + (row.message.isEmpty ? "" : " \"\(row.message)\"")
    }
    let text = "\(Format.count(total)) requests: " + parts.joined(separator: ", ")
    return TextTableLayout.wrap(text, to: width)
  }

  private var complaints: [String] {
    RunSummary.complaints(result).flatMap { TextTableLayout.wrap($0, to: width) }
  }

  /// What the harness has to say of itself: it goes before what the checks seem to say.
  private var warnings: [String] {
    result.harness.warnings.flatMap { TextTableLayout.wrap($0, to: width) }
  }

  // MARK: Metrics

  private var metrics: [RunResult.MetricRow] {
    Self.shown.compactMap { metric in
      result.metrics.first { $0.metric == metric && $0.values.count > 0 }
    }
  }

  /// The first few metrics, in their usual order.
  private func table(_ most: Int) -> [String] {
    let chosen = metrics.prefix(most).map(\.metric)
    guard !chosen.isEmpty else { return [] }
    let titles = ["values", "min", "p50", "p95", "p99", "max"]
    var table = TextTable(
      [.init(title: "metric")] + titles.map { .init(title: $0, alignment: .right) })
    for row in result.metrics where chosen.contains(row.metric) {
      let figures = [row.values.min] + [0.5, 0.95, 0.99].map { row.values.quantile($0) }
      table.add(
        [row.metric.rawValue, Format.count(row.values.count)]
          + (figures + [row.values.max]).map { text($0, row.metric.unit) })
    }
    return table.lines(width: width)
  }

  private func text(_ value: Int64?, _ unit: Metric.Unit) -> String {
    value.map { Expectation.write(Double($0), unit) } ?? Format.missing
  }

  // MARK: Checks

  private var failed: [ExpectationResult] { result.checks.filter { !$0.pass } }

  private func checks(_ room: ScreenRoom) -> [PaintedLine] {
    let idle = result.invariants.count { $0.checked == 0 }
    let sure = idle == 0 ? "" : ", \(idle) of them not exercised"
    let held = result.checks.count - failed.count
    let count = "\(held) of \(result.checks.count) checks held\(sure)"
    var lines = [PaintedLine(count, failed.isEmpty ? nil : .bad)]
    let shown = FailureChoice.choose(failed, most: room.failures) {
      InvariantName(rawValue: $0.name) != nil
    }
    var examples = room.examples
    for check in shown {
      let text = "✗ \(check.text): observed \(check.observed)"
      lines.append(PaintedLine(TextTableLayout.cut("  \(text)", to: width), .bad))
      guard examples > 0, let example = example(of: check) else { continue }
      lines.append(PaintedLine(TextTableLayout.cut("      \(example)", to: width), .dim))
      examples -= 1
    }
    return lines
  }

  private func example(of check: ExpectationResult) -> String? {
    result.invariants.first { $0.name.rawValue == check.name }?.examples.first
  }

  /// What is broken and has to be, since the scenario is about it.
  private var known: [String] {
    let names = result.scenario.violates.map(\.invariant)
    let broken = result.invariants.filter { names.contains($0.name) && $0.violations > 0 }
    guard !broken.isEmpty else { return [] }
    let counts = broken.map { "\($0.name.rawValue) \($0.violations) ×" }.joined(separator: ", ")
    return TextTableLayout.wrap("broken, as the scenario says: \(counts)", to: width)
  }

  /// What the scenario says and no request met: nobody may take it for tried.
  private var untried: [String] {
    guard !result.notExercised.isEmpty else { return [] }
    let text = "never came true: \(result.notExercised.joined(separator: ", "))"
    return TextTableLayout.wrap(text, to: width)
  }

  // MARK: Where the rest is

  private func leftOut(_ room: ScreenRoom) -> [String] {
    let parts = [
      (failed.count - room.failures, "failed check"), (metrics.count - room.metrics, "metric"),
    ].filter { $0.0 > 0 }.map { count, word in "\(count) \(word)\(count == 1 ? "" : "s")" }
    guard !parts.isEmpty else { return [] }
    let text = "left out here: \(parts.joined(separator: ", ")); the files below have all"
    return TextTableLayout.wrap(text, to: width)
  }

  private var places: [String] {
    let replay = RunSummary.replayed(result).map { ["replay: \($0.replay)"] } ?? []
    return ["results: \(files)", "repeat: \(RunSummary.repetition(of: result))"] + replay
  }

  private func shortened(_ lines: [String], to count: Int) -> [String] {
    guard lines.count > count else { return lines }
    guard count > 0 else { return [] }
    return lines.prefix(count - 1) + [TextTableLayout.cut(lines[count - 1] + " …", to: width)]
  }
}
