/// Many preview streams through edge, service and provider on two cores.
enum LivePreviewsGauge {
  static let gauge = Gauge(
    name: "live.previews", about: "preview streams through our edge, service and fake provider",
    isQuick: false, arm: .live, measure: { try measure($0, .usual, shapes) })

  /// What a busy service has to carry, and what a patient one.
  private static let shapes = [
    StreamShape(streams: 1000, perSecond: 20), StreamShape(streams: 3000, perSecond: 2),
  ]
  /// The delay that service and edge may add to 99 of 100 tokens, in milliseconds (our choice).
  private static let lateness = 10.0
  /// What a stream may cost the service, in kB (our choice).
  private static let memory = 12.0

  /// Measures once.
  static func measure(
    _ bench: GaugeBench, _ times: LiveTimes, _ shapes: [StreamShape]
  ) throws -> [Figure] {
    let shapes = StreamShape.fitting(shapes, descriptorsPerStream: 2, bench.console)
    var figures = LiveFigures("live.previews", counting: "event")
    for shape in shapes {
      try LiveStage.with(bench) { stage in
        let service = try stage.service(LiveScenario.previews(perSecond: shape.perSecond))
        let edge = try stage.edge(core: LiveStage.measuredCore, before: service.server.address)
        let before = try service.server.process.usage().residentBytes
        let sample = try stage.sample(
          service.server, shape, readFrom: edge, session: service.session, times)
        let grown = try service.server.process.usage().residentBytes - before
        figures.add("\(shape.id).ours", sample, title: "\(shape.title), service")
        figures.addLateness(
          "\(shape.id).ours", sample, title: "\(shape.title), behind the edge", target: lateness)
        figures.add(
          "\(shape.id).ours.memory", "\(shape.title): the service's memory per stream",
          Double(grown) / Double(shape.streams) / 1e3, "kB", target: memory)
      }
    }
    return figures.all
  }
}
