/// How long the provider goes on for nobody when a user leaves, beside streams that flow.
enum LiveLeavingGauge {
  static let gauge = Gauge(
    name: "live.leaving", about: "users who leave: how soon the provider is told",
    isQuick: true, arm: .live, measure: { _ in try measure(streams: 500, leaving: 200) })

  /// What is asked of the service: a tenth of a second at most.
  private static let target = 100.0

  /// Measures once; all four roles share a loop, so that one clock times both ends.
  static func measure(streams: Int, leaving: Int) throws -> [Figure] {
    let scenario = try GaugeScenario.leaving(streams: streams, leaving: leaving)
    let result = try ScenarioRun(scenario, .live).run()
    guard result.verdict == .held, let row = result.metrics.first(where: isLag),
      let median = row.values.quantile(0.5), let most = row.values.quantile(1)
    else { throw GaugeError("the users who should have left did not: \(result.outcomes)") }
    return [
      figure("p50", "median time from a user's leaving to the end of the call", median),
      figure("max", "the longest of \(row.values.count)", most, target: target),
    ]
  }

  private static func isLag(_ row: RunResult.MetricRow) -> Bool { row.metric == .upstreamLag }

  private static func figure(
    _ id: String, _ title: String, _ nanoseconds: Int64, target: Double? = nil
  ) -> Figure {
    Figure(
      id: "live.leaving.\(id)", title: title, unit: "ms", values: [Double(nanoseconds) / 1e6],
      better: .lower, target: target, note: nil)
  }
}
