/// What a token costs on its way from the provider through service and edge to the user.
enum TokensGauge {
  /// A gauge of streams on links of a latency, with the rate that one core should reach.
  static func make(
    latency: String, target: Double, streams: Int = 1_000, tokens: Int = 2_000
  ) -> Gauge {
    let name = "sim.tokens.\(latency)"
    return Gauge(
      name: name, about: "tokens through all four roles, links of \(latency)", isQuick: true,
      arm: .sim
    ) { bench in
      // What is set up once per process belongs to no stream.
      _ = try run(max(1, streams / 100), tokens, latency)
      let resident = bench.residentBytes()
      let before = bench.cpuNanoseconds()
      let sold = try run(streams, tokens, latency)
      let seconds = Double(bench.cpuNanoseconds() - before) / 1e9
      let grown = bench.peakResidentBytes() - resident
      return [
        Figure(
          id: "\(name).rate", title: "tokens, \(streams) streams, links of \(latency)",
          unit: "M/s", values: [Double(sold) / seconds / 1e6], better: .higher, target: target),
        Figure(
          id: "\(name).memory", title: "memory of a stream, links of \(latency)", unit: "kB",
          values: [Double(grown) / Double(streams) / 1e3], target: 8),
        Figure(
          id: "\(name).allocations", title: "heap allocations, links of \(latency)",
          unit: "per token",
          values: [try allocations(max(1, streams / 10), latency, bench)], target: 0),
      ]
    }
  }

  /// What is allocated while all streams flow, per token; what begins or ends a stream is not.
  ///
  /// The text of an answer of 3,000 tokens doubles its memory before and behind that window, and
  /// the streams end after 23 s.
  private static func allocations(
    _ streams: Int, _ latency: String, _ bench: GaugeBench
  ) throws -> Double {
    let window = Duration.seconds(12)..<Duration.seconds(20)
    let (first, last) = (Reading(), Reading())
    _ = try run(
      streams, 3_000, latency,
      [
        (window.lowerBound, { @Sendable in first.count = bench.allocations() }),
        (window.upperBound, { @Sendable in last.count = bench.allocations() }),
      ])
    let seconds = (window.upperBound - window.lowerBound) / .seconds(1)
    let tokens = Double(streams) * GaugeScenario.tokensPerSecond * seconds
    return Double(last.count - first.count) / tokens
  }

  private final class Reading: @unchecked Sendable {  // Read on the loop of the run.
    var count = 0
  }

  /// Runs the streams, and returns the tokens that were sold; all must have arrived.
  private static func run(
    _ streams: Int, _ tokens: Int, _ latency: String, _ probes: [ScenarioRun.Probe] = []
  ) throws -> Int {
    let scenario = try GaugeScenario.streams(streams, tokens: tokens, latency: latency)
    let result = try ScenarioRun(scenario, .sim, probes: probes).run()
    guard result.verdict == .held else { throw GaugeError.notHeld(result) }
    return result.tokens.sold
  }
}

extension GaugeError {
  /// A run whose checks did not hold is not the run that was meant to be measured.
  static func notHeld(_ result: RunResult) -> GaugeError {
    let failed = result.checks.filter { !$0.pass }.map { "\($0.text): \($0.observed)" }
    let reason = failed.isEmpty ? "it was broken off" : failed.joined(separator: "; ")
    return GaugeError("\(result.scenario.name) did not hold: \(reason)")
  }
}
