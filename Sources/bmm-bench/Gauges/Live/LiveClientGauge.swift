/// Our HTTP client as a load generator, against others that ask the same server.
enum LiveClientGauge {
  static let gauge = Gauge(
    name: "live.client",
    about: "our HTTP client in 64 closed loops, a run's users, wrk, locust and k6",
    isQuick: true, arm: .live, measure: { try measure($0, .usual) })

  /// The trial of the engine had 1.11 times wrk's rate; a tenth less is within the noise.
  private static let target = 1.0

  /// What the users of a run should reach of other generators' rates (our choice).
  private static let userTargets = ["wrk": 0.7, "k6": 6.0]

  /// Measures once.
  static func measure(_ bench: GaugeBench, _ times: LiveTimes) throws -> [Figure] {
    var figures = LiveFigures("live.client", counting: "request")
    let ours = try LiveStage.with(bench) { stage in
      let address = try stage.origin(core: LiveStage.loadCore).address
      let load = try stage.requests(to: address, core: LiveStage.measuredCore, times)
      return try stage.sample(load, under: load)
    }
    figures.add("ours", ours, title: "ours")
    figures.addTimes("ours", ours, title: "ours")
    let users = try LiveStage.with(bench) { stage in
      let address = try stage.origin(core: LiveStage.loadCore).address
      let load = try stage.users(of: address, times)
      return try stage.sample(load, under: load)
    }
    figures.add("users.ours", users, title: "users of a run")
    figures.addTimes("users.ours", users, title: "users of a run")
    for generator in LoadGenerator.allCases {
      let sample = try LiveStage.with(bench) { stage in
        let address = try stage.origin(core: LiveStage.loadCore).address
        return try generator.sample(on: stage, asking: address, times)
      }
      guard let sample else { continue }
      let name = generator.rawValue
      figures.add(name, sample, title: name)
      figures.addRatios(
        "to-\(name)", ours, to: sample, title: "ours to \(name)",
        target: generator == .wrk ? target : nil)
      figures.addRatios(
        "users.to-\(name)", users, to: sample, title: "users of a run to \(name)",
        target: userTargets[name])
    }
    return figures.all
  }
}
