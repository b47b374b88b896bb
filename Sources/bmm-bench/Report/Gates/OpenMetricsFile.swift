import Service
import World

/// Runs as OpenMetrics, for a pushing gateway or the folder of a node exporter.
enum OpenMetricsFile {
  /// The whole file; each sample has the scenario, the world and the seed as labels.
  static func text(_ runs: [ReportedRun]) -> String {
    let ran = runs.filter { if case .ran = $0.end { true } else { false } }
    var writer = MetricsWriter(.openMetrics)
    verdicts(ran, &writer)
    requests(ran, &writer)
    for name in names(ran) { figures(name, ran, &writer) }
    gauges(ran, &writer)
    times(ran, &writer)
    writer.end()
    return writer.text
  }

  private static func verdicts(_ runs: [ReportedRun], _ writer: inout MetricsWriter) {
    writer.begin("bmm_run", .info, help: "The runs of this file.")
    for run in runs {
      let more = [("digest", run.digest ?? ""), ("verdict", run.verdict)]
      writer.sample("bmm_run_info", labels(run) + more, "1")
    }
    writer.begin("bmm_run_held", .gauge, help: "1 if all checks of the run held.")
    for run in runs {
      writer.sample("bmm_run_held", labels(run), run.end == .ran(.held) ? "1" : "0")
    }
    writer.begin("bmm_run_check_held", .gauge, help: "1 if the check held.")
    for run in runs {
      // Two samples with the same labels would spoil the whole file.
      var written: [String] = []
      for check in run.checks where !written.contains(check.text) {
        written.append(check.text)
        let more = [("check", check.text), ("kind", check.kind.rawValue)]
        writer.sample("bmm_run_check_held", labels(run) + more, check.pass ? "1" : "0")
      }
    }
    let counts: [(String, String, (ResultDocument.Invariant) -> Int)] = [
      ("bmm_run_invariant_checks", "How often an invariant was checked.", { $0.checked }),
      ("bmm_run_invariant_violations", "How often an invariant was broken.", { $0.violations }),
    ]
    for (name, help, count) in counts {
      writer.begin(name, .counter, help: help)
      for run in runs {
        for invariant in run.invariants {
          let more = [("invariant", invariant.name)]
          writer.sample("\(name)_total", labels(run) + more, "\(count(invariant))")
        }
      }
    }
  }

  private static func requests(_ runs: [ReportedRun], _ writer: inout MetricsWriter) {
    writer.begin("bmm_run_requests", .counter, help: "Requests by how they ended.")
    for run in runs {
      for outcome in run.outcomes {
        let more = [("outcome", outcome.name)]
        writer.sample("bmm_run_requests_total", labels(run) + more, "\(outcome.count)")
      }
    }
    writer.begin("bmm_run_dropped_arrivals", .counter, help: "Requests planned but not begun.")
    for run in runs {
      writer.sample("bmm_run_dropped_arrivals_total", labels(run), "\(run.droppedArrivals)")
    }
    writer.begin("bmm_run_tokens", .counter, help: "Tokens on both sides of the books.")
    for run in runs {
      let kinds = [
        ("sold", run.tokens.sold), ("accounted", run.tokens.accounted),
        ("wasted", run.tokens.wasted), ("input", run.tokens.input),
      ]
      for (kind, count) in kinds {
        writer.sample("bmm_run_tokens_total", labels(run) + [("kind", kind)], "\(count)")
      }
    }
  }

  /// The metrics of all runs, in the order of results.
  private static func names(_ runs: [ReportedRun]) -> [String] {
    runs.flatMap { $0.figures.map(\.name) }.reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }

  private static func figures(
    _ metric: String, _ runs: [ReportedRun], _ writer: inout MetricsWriter
  ) {
    let rows = runs.compactMap { run in
      run.figures.first { $0.name == metric }.map { (run: run, figures: $0) }
    }
    guard let unit = rows.first?.figures.unit else { return }
    let suffix = suffix(of: unit)
    let name = "bmm_run_\(snake(metric))" + (suffix.map { "_\($0)" } ?? "")
    writer.begin(
      name, .summary, unit: suffix,
      help: "Values of \(metric); docs/results.md has the formula.")
    for (run, figures) in rows {
      let values = figures.values
      // 0 and 1 are the smallest and the largest value.
      for share in [0, 0.5, 0.9, 0.95, 0.99, 1] {
        guard let value = values.quantile(share) else { continue }
        let text = PlainNumber.write(Double(value) / unit.scale)
        writer.sample(name, labels(run) + [("quantile", "\(share)")], text)
      }
      writer.sample("\(name)_count", labels(run), "\(values.count)")
      writer.sample(
        "\(name)_sum", labels(run), PlainNumber.write(Double(values.sum) / unit.scale))
    }
  }

  /// What a metric's name ends in; some names have it already.
  private static func suffix(of unit: ResultDocument.Figures.Unit) -> String? {
    switch unit {
    case .seconds: "seconds"
    case .dollars: "dollars"
    case .tokens, .bytes: nil
    }
  }

  private static func times(_ runs: [ReportedRun], _ writer: inout MetricsWriter) {
    let times: [(String, String, (ReportedRun) -> Duration)] = [
      ("bmm_run_virtual_seconds", "How long the run was on its own time line.", { $0.virtual }),
      ("bmm_run_wall_seconds", "How long the run took in reality.", { $0.wall }),
    ]
    for (name, help, time) in times {
      writer.begin(name, .gauge, unit: "seconds", help: help)
      for run in runs {
        writer.sample(name, labels(run), PlainNumber.write(time(run).seconds))
      }
    }
  }

  private static func gauges(_ runs: [ReportedRun], _ writer: inout MetricsWriter) {
    let gauges: [(String, String, (ReportedRun) -> Double)] = [
      ("bmm_run_goodput_per_second", "Requests that met all objectives, a second.", { $0.goodput }),
      ("bmm_run_spent_dollars", "What the provider asks for all calls.", { $0.cost }),
      (
        "bmm_run_harness_bound", "1 if the harness itself was the bottleneck.",
        { $0.isHarnessBound ? 1 : 0 }
      ),
    ]
    for (name, help, value) in gauges {
      writer.begin(name, .gauge, help: help)
      for run in runs { writer.sample(name, labels(run), PlainNumber.write(value(run))) }
    }
  }

  private static func labels(_ run: ReportedRun) -> [(String, String)] {
    [("scenario", run.name), ("world", run.world), ("seed", "\(run.seed)")]
  }

  /// `outputTokens` as `output_tokens`.
  private static func snake(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      if letter.isUppercase { text.append("_") }
      text += letter.lowercased()
    }
  }
}
