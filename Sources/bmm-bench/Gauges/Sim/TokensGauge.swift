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
          values: [try allocations(max(1, streams / 10), tokens, latency, bench)],
          target: allocationsMax),
      ]
    }
  }

  /// None per token: what is left are buffers that double, a few dozen in 2000 tokens.
  private static let allocationsMax = 0.01

  /// What answers of twice the length allocate more, per token: start-up costs drop out.
  private static func allocations(
    _ streams: Int, _ tokens: Int, _ latency: String, _ bench: GaugeBench
  ) throws -> Double {
    func measure(_ tokens: Int) throws -> (allocations: Int, tokens: Int) {
      let before = bench.allocations()
      let sold = try run(streams, tokens, latency)
      return (bench.allocations() - before, sold)
    }
    let (short, long) = (try measure(tokens), try measure(2 * tokens))
    return Double(long.allocations - short.allocations) / Double(long.tokens - short.tokens)
  }

  /// Runs the streams, and returns the tokens that were sold; all must have arrived.
  private static func run(_ streams: Int, _ tokens: Int, _ latency: String) throws -> Int {
    let scenario = try GaugeScenario.streams(streams, tokens: tokens, latency: latency)
    let result = try ScenarioRun(scenario, .sim).run()
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
