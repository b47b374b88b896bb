/// Our edge in the path of many event streams, against nginx and haproxy that hold nothing back.
enum LiveStreamProxyGauge {
  static let gauge = Gauge(
    name: "live.sse-proxy",
    about: "many streams through our edge, and through nginx and haproxy",
    isQuick: false, arm: .live, measure: { try measure($0, .usual, shapes) })

  /// Provider and readers share a core, which carries about 60 000 events a second of both.
  private static let shapes = [
    StreamShape(streams: 1000, perSecond: 40), StreamShape(streams: 1000, perSecond: 60),
    StreamShape(streams: 8000, perSecond: 6),
  ]
  /// CPU per event: the engine's trial had 0.83 of nginx's and 0.89 of haproxy's; a tenth more.
  private static let targets = ["nginx": 0.92, "haproxy": 0.98]

  /// What a relayed stream may cost our edge, in kB; the trial's bare relay took 4.
  private static let memoryTarget = 5.0

  /// Measures once.
  static func measure(
    _ bench: GaugeBench, _ times: LiveTimes, _ shapes: [StreamShape]
  ) throws -> [Figure] {
    let shapes = StreamShape.fitting(shapes, descriptorsPerStream: 2, bench.console)
    var figures = LiveFigures("live.sse-proxy", counting: "event")
    for shape in shapes {
      var ours: LiveSample?
      for proxy in ProxyKind.allCases {
        let measured = try LiveStage.with(bench) { try sample(proxy, shape, on: $0, times) }
        guard let (sample, memory) = measured else { continue }
        let (name, path) = (proxy.rawValue, "\(shape.id).\(proxy.rawValue)")
        figures.add(
          "\(path).memory", "\(shape.title), \(name): memory per stream", memory / 1e3, "kB",
          target: proxy == .ours ? memoryTarget : nil)
        figures.add(path, sample, title: "\(shape.title), \(name)")
        figures.addLateness(path, sample, title: "\(shape.title), \(name)")
        guard let ours else {
          ours = sample
          continue
        }
        figures.addRatios(
          "\(shape.id).to-\(name)", ours, to: sample, title: "\(shape.title), ours to \(name)",
          cpuTarget: targets[name])
      }
    }
    return figures.all
  }

  /// A proxy under many streams, and by how much its memory grew for each, in bytes.
  private static func sample(
    _ proxy: ProxyKind, _ shape: StreamShape, on stage: LiveStage, _ times: LiveTimes
  ) throws -> (LiveSample, Double)? {
    let origin = try stage.provider(core: LiveStage.loadCore, shape)
    guard let server = try proxy.start(on: stage, before: origin.address, buffers: false) else {
      return nil
    }
    let before = try server.process.usage().residentBytes
    let sample = try stage.sample(server, shape, readFrom: server, times)
    let grown = try server.process.usage().residentBytes - before
    return (sample, Double(grown) / Double(shape.streams))
  }
}
