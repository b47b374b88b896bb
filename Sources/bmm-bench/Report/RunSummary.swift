import World

/// What the terminal shows of finished runs: one table, then what failed and how to repeat it.
enum RunSummary {
  /// One scenario's line: it ran, or it was left out for a reason.
  enum Entry: Sendable {
    case ran(RunResult)
    case skipped(Scenario, reason: String)
  }

  /// The lines for a terminal of that width.
  static func lines(_ entries: [Entry], width: Int) -> [String] {
    table(entries).lines(width: width) + unexercised(entries)
      + entries.flatMap(problems) + entries.flatMap(warnings)
  }

  /// How many held in so much real time; a bottleneck's checks say nothing of the service.
  static func closing(_ entries: [Entry], _ wall: Duration) -> String {
    let results = entries.compactMap { entry in
      if case .ran(let result) = entry { result } else { nil }
    }
    let held = results.count { $0.verdict == .held && !$0.harness.isBottleneck }
    let virtual = results.reduce(Duration.zero) { $0 + $1.virtual }
    let skipped = entries.count - results.count
    let bound = results.count(where: \.harness.isBottleneck)
    return "\(held) of \(results.count) scenarios held"
      + (bound == 0 ? "" : ", in \(bound) \(HarnessFigures.bottleneck)")
      + (skipped == 0 ? "" : ", \(skipped) skipped")
      + "; \(Format.duration(virtual)) of scenario time took \(Format.duration(wall))."
  }

  /// The invariants of which none of several runs says anything.
  private static func unexercised(_ entries: [Entry]) -> [String] {
    let results = entries.compactMap { entry in
      if case .ran(let result) = entry { result } else { nil }
    }
    guard results.count > 1 else { return [] }
    let idle = InvariantName.allCases.filter { name in
      results.allSatisfy { $0.invariants.allSatisfy { $0.name != name || $0.checked == 0 } }
    }
    return idle.isEmpty
      ? [] : ["", "Not exercised by any of them: \(idle.map(\.rawValue).joined(separator: ", "))"]
  }

  /// What the harness has to say of itself.
  private static func warnings(_ entry: Entry) -> [String] {
    guard case .ran(let result) = entry else { return [] }
    return result.harness.warnings.map { "\(result.scenario.name): \($0)" }
  }

  private static func table(_ entries: [Entry]) -> TextTable {
    var table = TextTable([
      .init(title: "scenario"), .init(title: "what it shows", overflow: .wrap),
      .init(title: "observed", overflow: .wrap), .init(title: "verdict", overflow: .wrap),
    ])
    for entry in entries {
      switch entry {
      case .ran(let result):
        table.add([
          result.scenario.name, result.scenario.about, observed(result), result.verdictInWords,
        ])
      case .skipped(let scenario, let reason):
        table.add([scenario.name, scenario.about, reason, "skipped"])
      }
    }
    return table
  }

  /// How requests ended and how long they took, in one cell.
  static func observed(_ result: RunResult) -> String {
    var parts = result.outcomes.prefix(4).map(outcome)
    if result.outcomes.count > 4 { parts.append("\(result.outcomes.count - 4) more kinds") }
    parts += complaints(result)
    parts += figures(result)
    for invariant in result.invariants where invariant.violations > 0 {
      parts.append("\(invariant.name.rawValue) broken \(invariant.violations) ×")
    }
    return parts.isEmpty ? "no requests" : parts.joined(separator: ", ")
  }

  /// What the browsers of those users would say whose page has reason to complain.
  static func complaints(_ result: RunResult) -> [String] {
    let rows = result.browser.filter(\.kind.isTrouble)
    let words = rows.prefix(2).map { "the browser would say \($0.says) \($0.count) ×" }
    return rows.count > 2 ? words + ["\(rows.count - 2) more kinds of complaint"] : words
  }

  /// The count and the name, and what an error said.
  private static func outcome(_ row: RunResult.OutcomeRow) -> String {
    let said = row.message.isEmpty ? "" : " (\"\(row.message)\")"
    return "\(row.count) × \(row.outcome.name)\(said)"
  }

  /// The time to the first token and the whole time, as ranges over all requests.
  private static func figures(_ result: RunResult) -> [String] {
    result.metrics.compactMap { row in
      switch row.metric {
      case .ttft: range(row.values).map { "first token after \($0)" }
      case .e2e: range(row.values).map { "took \($0)" }
      default: nil
      }
    }
  }

  private static func range(_ values: Histogram) -> String? {
    guard let low = values.min, let high = values.max else { return nil }
    let (first, last) = (
      Format.duration(nanoseconds: Double(low)), Format.duration(nanoseconds: Double(high))
    )
    return first == last ? first : "\(first) to \(last)"
  }

  private static func problems(_ entry: Entry) -> [String] {
    guard case .ran(let result) = entry else { return [] }
    return problems(of: result)
  }

  /// What failed in a run, and how to repeat it; nothing for one that held.
  static func problems(of result: RunResult) -> [String] {
    guard result.verdict == .failed else { return [] }
    var lines = ["", "\(result.scenario.name) failed:"]
    for check in result.checks where !check.pass {
      lines.append("  \(check.text): observed \(check.observed)")
    }
    lines += complaints(result).map { "    \($0)" }
    let known = result.scenario.violates.map(\.invariant)
    for invariant in result.invariants where !known.contains(invariant.name) {
      lines += invariant.examples.map { "    \($0)" }
    }
    return lines + again(result).map { "  \($0)" }
  }

  /// How to see a failure again, and told role by role where that is possible.
  private static func again(_ result: RunResult) -> [String] {
    let origin = ReplayOrigin(of: result.scenario)
    let replay = replayed(result).map { ["replay: \($0.replay(from: origin))"] } ?? []
    return ["repeat: \(repetition(of: result))"] + replay
  }

  /// What tells a failed run role by role; nil where it held, was live or had a part of the users.
  static func replayed(_ result: RunResult) -> RepeatLine? {
    guard result.verdict == .failed, result.arm == .sim, !result.scenario.shard.isPart else {
      return nil
    }
    return RepeatLine(result.scenario, result.arm, timeScale: result.timeScale)
  }

  /// The command that runs the same again.
  static func repetition(of result: RunResult) -> String {
    RepeatLine(result.scenario, result.arm, timeScale: result.timeScale).text
  }
}
