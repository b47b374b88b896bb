/// What a whole day of many people costs.
enum DayGauge {
  /// A gauge of so many people with so many previews each.
  static func make(users: Int = 10_000, previews: Int = 5) -> Gauge {
    Gauge(
      name: "sim.day", about: "24 h of \(users) people with \(previews) previews each",
      isQuick: false, arm: .sim
    ) { bench in
      let scenario = try GaugeScenario.day(users: users, previews: previews)
      let resident = bench.residentBytes()
      let before = bench.cpuNanoseconds()
      let result = try ScenarioRun(scenario, .sim).run()
      let spent = bench.cpuNanoseconds() - before
      guard result.verdict == .held else { throw GaugeError.notHeld(result) }
      let answered = result.outcomes.reduce(0) { $0 + $1.count }
      let tokens = Double(result.tokens.sold) / 1e6
      return [
        Figure(
          id: "sim.day.cpu", title: "a day of \(users) people, \(answered) previews", unit: "s",
          values: [Double(spent) / 1e9], target: 90,
          note: "\(Format.number(tokens)) M tokens"),
        Figure(
          id: "sim.day.memory", title: "the day's memory", unit: "MB",
          values: [Double(bench.peakResidentBytes() - resident) / 1e6]),
      ]
    }
  }
}
