import HTTP
import Wire
import World

/// The users of a live run as readers of many event streams, and k6 and locust likewise.
enum LiveReadersGauge {
  static let gauge = Gauge(
    name: "live.readers", about: "users who read many event streams; k6 and locust likewise",
    isQuick: false, arm: .live,
    measure: {
      try measure(
        $0, dense: StreamShape(streams: 500, perSecond: 130),
        open: StreamShape(streams: 500, perSecond: 10), seconds: 4)
    })

  /// By how much 99 of 100 first tokens may seem later than they are sent, in milliseconds.
  private static let added = 10.0
  /// What a stream may cost us beside others: a fifth.
  private static let share = 0.2
  /// From the request to the first event.
  private static let first = Duration.milliseconds(50)
  /// Few streams, beside which the many are put: what a program needs for itself is in both.
  private static let few = 10

  /// Measures once; a dense stream takes so many seconds, and open ones are looked at as long.
  static func measure(
    _ bench: GaugeBench, dense: StreamShape, open: StreamShape, seconds: Double
  ) throws -> [Figure] {
    var figures = LiveFigures("live.readers", counting: "stream")
    try addDense(dense, seconds, to: &figures, bench)
    guard let ours = try cost(of: .ours, open, seconds, bench) else { return figures.all }
    add(ours, of: .ours, open, to: &figures)
    for reader in StreamReader.allCases where reader != .ours {
      guard let theirs = try cost(of: reader, open, seconds, bench) else { continue }
      add(theirs, of: reader, open, to: &figures)
      let (path, title) = ("\(open.id).to-\(reader.rawValue)", "ours to \(reader.rawValue)")
      figures.add(
        "\(path).cpu", "\(open.title), \(title): CPU per event", ours.cpu / theirs.cpu, "x",
        target: share)
      figures.add(
        "\(path).memory", "\(open.title), \(title): memory per stream",
        ours.memory / theirs.memory, "x", target: share)
    }
    return figures.all
  }

  // MARK: First tokens

  /// New streams begin all the time, while as many as the shape says flow.
  private static func addDense(
    _ shape: StreamShape, _ seconds: Double, to figures: inout LiveFigures, _ bench: GaugeBench
  ) throws {
    let events = max(1, Int(shape.perSecond * seconds))
    let sample = try LiveStage.with(bench) { stage in
      let server = try stage.streamServer(
        EvenStreams.Shape(first: first, perSecond: shape.perSecond, events: events))
      let users = try stage.startRole(
        "users", core: LiveStage.measuredCore,
        [
          "measure-users", "--target", "\(server.address)", "--arrivals",
          "\(PlainNumber.write(Double(shape.streams) / seconds))/s", "--first",
          DurationText.write(first), "--warm-up", DurationText.write(.seconds(seconds * 2)),
          "--window", DurationText.write(.seconds(seconds)),
        ])
      return try stage.sample(users, under: users)
    }
    let (path, title) = ("\(shape.id).ours", "\(shape.title), ours")
    figures.add(path, sample, title: title)
    figures.add(
      "\(path).event-cpu", "\(title): CPU per event",
      sample.cpuMicroseconds / Double(events), "µs")
    figures.add(
      "\(path).added-p50", "\(title): a first token's median delay", sample.load.median * 1e3, "ms")
    figures.add(
      "\(path).added-p99", "\(title): 99 of 100 first tokens had less", sample.load.p99 * 1e3,
      "ms", target: added)
  }

  // MARK: Open streams

  /// What reading costs: CPU per event in microseconds, memory per stream in bytes.
  private struct Cost {
    let cpu: Double
    let memory: Double
  }

  private static func add(
    _ cost: Cost, of reader: StreamReader, _ shape: StreamShape, to figures: inout LiveFigures
  ) {
    let (path, title) = ("\(shape.id).\(reader.rawValue)", "\(shape.title), \(reader.rawValue)")
    figures.add("\(path).event-cpu", "\(title): CPU per event", cost.cpu, "µs")
    figures.add("\(path).memory", "\(title): memory per stream", cost.memory / 1e3, "kB")
  }

  /// Nil where the program is not installed.
  private static func cost(
    of reader: StreamReader, _ shape: StreamShape, _ seconds: Double, _ bench: GaugeBench
  ) throws -> Cost? {
    let fewer = StreamShape(streams: few, perSecond: shape.perSecond)
    guard let base = try look(at: reader, fewer, seconds, bench),
      let full = try look(at: reader, shape, seconds, bench)
    else { return nil }
    let grown = Double(full.usage.residentBytes - base.usage.residentBytes)
    return Cost(
      cpu: (full.usage.user + full.usage.system) / Double(full.events) * 1e6,
      memory: max(1, grown) / Double(shape.streams - few))
  }

  /// Opens streams that outlast the look, and says what reading them took meanwhile.
  private static func look(
    at reader: StreamReader, _ shape: StreamShape, _ seconds: Double, _ bench: GaugeBench
  ) throws -> (usage: ProcessUsage, events: Int)? {
    try LiveStage.with(bench) { stage in
      let server = try stage.streamServer(
        EvenStreams.Shape(
          first: first, perSecond: shape.perSecond, events: Int(shape.perSecond * 3_600)))
      guard let process = try reader.start(on: stage, asking: server.address, shape.streams) else {
        return nil
      }
      try stage.waitForStreams(shape.streams, at: server, of: process)
      LiveStage.wait(.seconds(seconds / 2))
      let (usage, events) = (try process.usage(), try stage.streams(at: server).events)
      LiveStage.wait(.seconds(seconds))
      let now = try stage.streams(at: server)
      try process.mustRun()
      guard now.open == shape.streams, now.events > events else {
        throw LiveGaugeError.loadFailed(
          name: reader.rawValue, errors: shape.streams - now.open, requests: shape.streams,
          complaints: process.complaints)
      }
      return (try process.usage().since(usage), now.events - events)
    }
  }
}
