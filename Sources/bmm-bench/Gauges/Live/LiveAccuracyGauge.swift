/// How near a live run's figures come to waits that are known in advance, at a low load.
enum LiveAccuracyGauge {
  static let gauge = Gauge(
    name: "live.accuracy", about: "a live run's figures of waits that are known in advance",
    isQuick: true, arm: .live, measure: { _ in try measure(.usual) })

  /// What the provider does, and how many ask.
  struct Load: Sendable {
    /// From the request to the first token.
    let firstMilliseconds: Int
    /// From one token to the next.
    let gapMilliseconds: Int
    /// Tokens of an answer.
    let tokens: Int
    /// Users, ten a second.
    let users: Int

    /// A dozen streams at a time, which a core does in passing.
    static let usual = Load(
      firstMilliseconds: 200, gapMilliseconds: 10, tokens: 300, users: 40)
  }

  /// By how much the median may be off, in milliseconds.
  private static let target = 2.0

  /// Measures once; all four roles share a loop, and loopback is as good as no link.
  static func measure(_ load: Load) throws -> [Figure] {
    let result = try ScenarioRun(try scenario(load), .live).run()
    guard result.verdict == .held else {
      throw GaugeError("the run of known waits did not hold: \(result.outcomes)")
    }
    let rest = (load.tokens - 1) * load.gapMilliseconds
    return try [
      figure(.ttft, load.firstMilliseconds, "the first token", result),
      figure(.itl, load.gapMilliseconds, "the gaps between tokens", result),
      figure(.e2e, load.firstMilliseconds + rest, "the whole answer", result),
    ]
  }

  private static func scenario(_ load: Load) throws(ScenarioError) -> Scenario {
    let text = """
      {
        name: "known", about: "Every wait is known.", edge: "cloudflare-2026",
        service: { cache: "off" },
        llm: { models: { "claude-sonnet-4-6": {
          firstToken: "\(load.firstMilliseconds)ms",
          tokensPerSecond: \(PlainNumber.write(1_000 / Double(load.gapMilliseconds))),
          outputTokens: \(load.tokens), tokensPerDelta: 1 } } },
        users: [{ name: "u", plan: "team", arrivals: { constant: "10/s", count: \(load.users) },
          steps: [{ previewStream: {} }] }],
        expect: ["count(outcome=spec) == \(load.users)"],
      }
      """
    return try ScenarioDecoder.decode(JSON5Parser.parse(text.utf8, file: "gauge.json5"))
  }

  private static func figure(
    _ metric: Metric, _ milliseconds: Int, _ title: String, _ result: RunResult
  ) throws -> Figure {
    guard let row = result.metrics.first(where: { $0.metric == metric }),
      let median = row.values.quantile(0.5)
    else { throw GaugeError("a run of known waits has no \(metric.rawValue)") }
    return Figure(
      id: "live.accuracy.\(metric.rawValue)",
      title: "\(title): by how much the median is off \(milliseconds) ms", unit: "ms",
      values: [abs(Double(median) / 1e6 - Double(milliseconds))], target: target)
  }
}
