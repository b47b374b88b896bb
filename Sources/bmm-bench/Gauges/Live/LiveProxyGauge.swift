/// Our edge as a plain reverse proxy, against nginx and haproxy before the same origin.
enum LiveProxyGauge {
  static let gauge = Gauge(
    name: "live.proxy", about: "our edge before an origin under wrk, and nginx and haproxy",
    isQuick: true, arm: .live, measure: { try measure($0, .usual) })

  /// The trial of the engine had 1.16 times nginx's rate and 1.43 times haproxy's; a tenth less.
  private static let targets = ["nginx": 1.04, "haproxy": 1.29]

  /// Measures once.
  static func measure(_ bench: GaugeBench, _ times: LiveTimes) throws -> [Figure] {
    var figures = LiveFigures("live.proxy", counting: "request")
    var ours: LiveSample?
    for proxy in ProxyKind.allCases {
      let sample = try LiveStage.with(bench) { stage in
        let origin = try stage.origin(core: LiveStage.loadCore)
        return try proxy.start(on: stage, before: origin.address, buffers: true)
          .map { try stage.sample($0, times) }
      }
      guard let sample else { continue }
      let name = proxy.rawValue
      figures.add(name, sample, title: name)
      figures.addTimes(name, sample, title: name)
      guard let ours else {
        ours = sample
        continue
      }
      figures.addRatios(
        "to-\(name)", ours, to: sample, title: "ours to \(name)", target: targets[name])
    }
    return figures.all
  }
}
