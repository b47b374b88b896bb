/// Our HTTP server against nginx: 200 bytes of JSON from memory, on persistent connections.
enum LiveServerGauge {
  static let gauge = Gauge(
    name: "live.server", about: "our HTTP server under wrk and h2load, and nginx under the same",
    isQuick: true, arm: .live, measure: { try measure($0, .usual) })

  /// The trial of the engine had 1.02 times nginx's rate; a tenth less is within the noise.
  private static let target = 0.92

  /// Measures once.
  static func measure(_ bench: GaugeBench, _ times: LiveTimes) throws -> [Figure] {
    var figures = LiveFigures("live.server", counting: "request")
    let ours = try LiveStage.with(bench) { stage in
      let server = try stage.ours("server", core: LiveStage.measuredCore, ["measure-server"])
      return try measure("ours", server, on: stage, times, &figures)
    }
    let nginx = try LiveStage.with(bench) { stage in
      let work = NginxConfig.Work.answer(PlainAnswer.body)
      return try stage.nginx("nginx", core: LiveStage.measuredCore, work)
        .map { try measure("nginx", $0, on: stage, times, &figures) }
    }
    if let nginx {
      figures.addRatios("to-nginx", ours, to: nginx, title: "ours to nginx", target: target)
    }
    return figures.all
  }

  private static func measure(
    _ name: String, _ server: LiveStage.Server, on stage: LiveStage, _ times: LiveTimes,
    _ figures: inout LiveFigures
  ) throws -> LiveSample {
    let sample = try stage.sample(server, times)
    figures.add(name, sample, title: name)
    figures.addTimes(name, sample, title: name)
    if let path = stage.path(.h2load) {
      let report = try stage.h2load(path, to: server, times)
      figures.add(
        "\(name).h2load", "\(name): rate under h2load", report.perSecond, "requests/s",
        better: .higher)
    }
    return sample
  }
}
