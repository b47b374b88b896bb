/// Our fake provider under many event streams, against one in Python's asyncio.
enum LiveStreamGauge {
  static let gauge = Gauge(
    name: "live.sse", about: "our fake provider with many streams, and one in Python's asyncio",
    isQuick: false, arm: .live, measure: { try measure($0, .usual, shapes) })

  /// What 99 of 100 tokens may be late where one core can send each alone, in milliseconds.
  private static let lateness = 5.0

  /// Loads that one core can carry, and two that it cannot: there events are sent together.
  private static let shapes = [
    StreamShape(streams: 1000, perSecond: 20), StreamShape(streams: 1000, perSecond: 100),
    StreamShape(streams: 5000, perSecond: 16), StreamShape(streams: 9000, perSecond: 8),
    StreamShape(streams: 1000, perSecond: 130), StreamShape(streams: 9000, perSecond: 100),
  ]

  /// Measures once.
  static func measure(
    _ bench: GaugeBench, _ times: LiveTimes, _ shapes: [StreamShape]
  ) throws -> [Figure] {
    let shapes = StreamShape.fitting(shapes, descriptorsPerStream: 1, bench.console)
    var figures = LiveFigures("live.sse", counting: "event")
    for shape in shapes {
      let ours = try LiveStage.with(bench) { stage in
        let server = try stage.provider(core: LiveStage.measuredCore, shape)
        return try stage.sample(server, shape, readFrom: server, times)
      }
      add(ours, of: "ours", shape, to: &figures)
      let asyncio = try LiveStage.with(bench) { stage in
        try stage.asyncio(core: LiveStage.measuredCore, shape)
          .map { try stage.sample($0, shape, readFrom: $0, times) }
      }
      guard let asyncio else { continue }
      add(asyncio, of: "asyncio", shape, to: &figures)
      figures.addRatios(
        "\(shape.id).to-asyncio", ours, to: asyncio, title: "\(shape.title), ours to asyncio")
    }
    return figures.all
  }

  private static func add(
    _ sample: LiveSample, of name: String, _ shape: StreamShape, to figures: inout LiveFigures
  ) {
    let (path, title) = ("\(shape.id).\(name)", "\(shape.title), \(name)")
    figures.add(path, sample, title: title)
    figures.addLateness(
      path, sample, title: title, target: name == "ours" && shape.isWithinOneCore ? lateness : nil)
  }
}
