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
    for metric in Metric.allCases { figures(metric, ran, &writer) }
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
      for check in run.checks {
        let more = [("check", check.text), ("kind", check.kind.rawValue)]
        writer.sample("bmm_run_check_held", labels(run) + more, check.pass ? "1" : "0")
      }
    }
    let counts: [(String, String, (ReportedRun.Count) -> Int)] = [
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
    writer.begin("bmm_run_tokens", .counter, help: "Output tokens on both sides of the books.")
    for run in runs {
      let kinds = [
        ("sold", run.tokens.sold), ("accounted", run.tokens.accounted),
        ("wasted", run.tokens.wasted),
      ]
      for (kind, count) in kinds {
        writer.sample("bmm_run_tokens_total", labels(run) + [("kind", kind)], "\(count)")
      }
    }
  }

  private static func figures(
    _ metric: Metric, _ runs: [ReportedRun], _ writer: inout MetricsWriter
  ) {
    let isTime = metric.unit == .nanoseconds
    let scale = isTime ? 1e9 : 1
    let name = "bmm_run_\(snake(metric.rawValue))" + (isTime ? "_seconds" : "")
    writer.begin(
      name, .summary, unit: isTime ? "seconds" : nil,
      help: "Values of \(metric.rawValue); docs/results.md has the formula.")
    for run in runs {
      guard let values = run.figures.first(where: { $0.metric == metric })?.values else { continue }
      // 0 and 1 are the smallest and the largest value.
      for share in [0, 0.5, 0.9, 0.95, 0.99, 1] {
        guard let value = values.quantile(share) else { continue }
        let more = [("quantile", "\(share)")]
        writer.sample(name, labels(run) + more, PlainNumber.write(Double(value) / scale))
      }
      writer.sample("\(name)_count", labels(run), "\(values.count)")
      writer.sample("\(name)_sum", labels(run), PlainNumber.write(Double(values.sum) / scale))
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
