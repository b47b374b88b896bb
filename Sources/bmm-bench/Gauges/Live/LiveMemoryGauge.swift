/// The memory of a stream, by how many there are: it should not depend on that.
enum LiveMemoryGauge {
  static let gauge = Gauge(
    name: "live.memory", about: "our fake provider's memory per stream, 1 000 to 10 000 of them",
    isQuick: false, arm: .live, measure: { try measure($0, .usual, shapes) })

  /// Slow streams, so that the load is not the subject.
  private static let shapes = [1000, 5000, 10_000].map { StreamShape(streams: $0, perSecond: 2) }
  /// What 10 000 streams may cost each beside 1 000; a tenth is the noise of the page counts.
  private static let flatness = 1.1

  /// What a stream may cost the provider, in kB (our choice).
  private static let target = 4.0

  /// Measures once.
  static func measure(
    _ bench: GaugeBench, _ times: LiveTimes, _ shapes: [StreamShape]
  ) throws -> [Figure] {
    let shapes = StreamShape.fitting(shapes, descriptorsPerStream: 1, bench.console)
    var figures = LiveFigures("live.memory", counting: "event")
    let ours = try shapes.map { shape in
      try LiveStage.with(bench) { stage in
        let server = try stage.provider(core: LiveStage.measuredCore, shape)
        return try bytesPerStream(of: server, shape, on: stage, times)
      }
    }
    for (shape, bytes) in zip(shapes, ours) {
      figures.add("ours.\(shape.streams)", bytes, shape, target: target)
    }
    if let most = ours.last, let fewest = ours.first {
      figures.add(
        "ours.flatness", "ours: memory per stream of the most streams to that of the fewest",
        most / fewest, "x", target: flatness)
    }
    for shape in shapes {
      let bytes = try LiveStage.with(bench) { stage in
        try stage.asyncio(core: LiveStage.measuredCore, shape)
          .map { try bytesPerStream(of: $0, shape, on: stage, times) }
      }
      if let bytes { figures.add("asyncio.\(shape.streams)", bytes, shape) }
    }
    return figures.all
  }

  /// The growth of the server's memory from no stream to all of them.
  private static func bytesPerStream(
    of server: LiveStage.Server, _ shape: StreamShape, on stage: LiveStage, _ times: LiveTimes
  ) throws -> Double {
    let before = try server.process.usage().residentBytes
    _ = try stage.sample(server, shape, readFrom: server, times)
    return Double(try server.process.usage().residentBytes - before) / Double(shape.streams)
  }
}

extension LiveFigures {
  fileprivate mutating func add(
    _ path: String, _ bytes: Double, _ shape: StreamShape, target: Double? = nil
  ) {
    add(
      path, "\(path): memory per stream at \(shape.streams) streams", bytes / 1e3, "kB",
      target: target)
  }
}
