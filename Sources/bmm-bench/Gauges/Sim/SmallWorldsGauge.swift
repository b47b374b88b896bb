/// How many small worlds a core runs in a second: what bounds a search over seeds.
enum SmallWorldsGauge {
  /// A gauge over so many seeds, with 2 to 5 users in turn.
  static func make(runs: Int = 2_000) -> Gauge {
    Gauge(
      name: "sim.small-worlds", about: "whole runs of 2 to 5 users, one after the other",
      isQuick: true, arm: .sim
    ) { bench in
      let worlds = try (2...5).map { try GaugeScenario.smallWorld(users: $0) }
      let before = bench.cpuNanoseconds()
      for seed in 1...runs {
        var scenario = worlds[seed % worlds.count]
        scenario.seed = UInt64(seed)
        let result = try ScenarioRun(scenario, .sim).run()
        if result.verdict == .partial { throw Interrupted() }
      }
      let seconds = Double(bench.cpuNanoseconds() - before) / 1e9
      return [
        Figure(
          id: "sim.small-worlds.rate", title: "runs of 2 to 5 users", unit: "runs/s",
          values: [Double(runs) / seconds], better: .higher, target: 1_000)
      ]
    }
  }
}
