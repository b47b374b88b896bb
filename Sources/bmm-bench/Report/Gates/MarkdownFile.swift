import World

/// Runs as a page for a pull request: below 60 lines, what is broken first.
enum MarkdownFile {
  /// Scenarios in the table of verdicts.
  private static let verdictsMax = 16
  /// Broken scenarios of which more is said, and failed checks of each.
  private static let brokenMax = 3
  private static let checksMax = 4
  /// Scenarios in the table of figures.
  private static let figuresMax = 6

  /// The whole page.
  static func text(_ runs: [ReportedRun]) -> String {
    let sorted = runs.filter(\.isBroken) + runs.filter { !$0.isBroken }
    let sections = [headline(runs), verdicts(sorted), failures(sorted), figures(sorted)]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private static func headline(_ runs: [ReportedRun]) -> [String] {
    let held = runs.count { $0.end == .ran(.held) && !$0.isHarnessBound }
    let skipped = runs.count { $0.verdict == "skipped" }
    let ran = runs.count - skipped
    let bound = runs.count(where: \.isHarnessBound)
    let why = bound == 0 ? "" : ", in \(bound) \(HarnessFigures.bottleneck)"
    let more = skipped == 0 ? "" : ", \(skipped) skipped"
    return ["### bmm-bench: \(held) of \(ran) scenarios held\(why)\(more)"]
  }

  private static func verdicts(_ runs: [ReportedRun]) -> [String] {
    let rows = runs.prefix(verdictsMax).map { run in
      let (name, world) = (MarkdownText.cell(run.name), MarkdownText.cell(run.world))
      return "| \(name) | \(mark(run)) | \(outcomes(run)) | \(world) | \(run.seed) |"
    }
    let rest = runs.count - rows.count
    return ["| scenario | verdict | requests | world | seed |", "|---|---|---|---|---|"] + rows
      + (rest > 0 ? ["", "… and \(rest) more."] : [])
  }

  private static func mark(_ run: ReportedRun) -> String {
    if run.exitCode == .harnessBound {
      return "⚠️ " + HarnessFigures.words(for: run.verdict, isBottleneck: true)
    }
    if run.isBroken { return "❌ **\(run.verdict)**" }
    return run.verdict == "held" ? "✅ held" : run.verdict
  }

  private static func outcomes(_ run: ReportedRun) -> String {
    if case .skipped(let reason) = run.end { return MarkdownText.cell(reason) }
    let shown = run.outcomes.prefix(3).map { "\($0.count) × \(MarkdownText.cell($0.name))" }
    let rest = run.outcomes.count - shown.count
    let all = shown + (rest > 0 ? ["\(rest) more kinds"] : [])
    return all.isEmpty ? "none" : all.joined(separator: ", ")
  }

  private static func failures(_ runs: [ReportedRun]) -> [String] {
    let broken = runs.filter(\.isBroken)
    let lines = broken.prefix(brokenMax).flatMap(failures(of:))
    return lines.isEmpty ? [] : ["Broken, with the line that repeats it:", ""] + lines
  }

  /// What is wrong with a run; the harness first, since it speaks against what checks say.
  private static func failures(of run: ReportedRun) -> [String] {
    let why = run.bottleneck.joined(separator: "; ")
    let chosen = FailureChoice.choose(run.failed, most: checksMax) { $0.kind == .invariant }
    let rest = run.failed.count - chosen.count
    return ["- **\(MarkdownText.cell(run.name))**: \(MarkdownText.code(run.repetition))"]
      + (why.isEmpty ? [] : ["  - \(MarkdownText.cell(why))"])
      + chosen.map { check in
        "  - \(MarkdownText.code(check.text)): observed \(MarkdownText.cell(check.observed))"
      } + (rest > 0 ? ["  - and \(rest) more"] : [])
      + (run.failedSeed.map { ["  - the first seed that failed: \(MarkdownText.code($0))"] } ?? [])
  }

  private static func figures(_ runs: [ReportedRun]) -> [String] {
    let rows = runs.prefix(figuresMax).compactMap { run -> String? in
      let cells = ["ttft", "e2e", "headroom"].map { figure($0, of: run) }
      guard cells.contains(where: { $0 != Format.missing }) else { return nil }
      return "| \(MarkdownText.cell(run.name)) | \(cells.joined(separator: " | ")) |"
    }
    guard !rows.isEmpty else { return [] }
    let title = "| p50 / p95 / max | first token | whole answer | headroom (least) |"
    return [title, "|---|---|---|---|"] + rows
  }

  private static func figure(_ metric: String, of run: ReportedRun) -> String {
    let values = run.figures.first { $0.name == metric }?.values ?? Histogram()
    guard let max = values.max, let min = values.min else { return Format.missing }
    func text(_ value: Int64) -> String { Format.duration(nanoseconds: Double(value)) }
    if metric == "headroom" { return text(min) }
    let shares = [0.5, 0.95].compactMap { values.quantile($0) }.map(text)
    return (shares + [text(max)]).joined(separator: " / ")
  }
}
