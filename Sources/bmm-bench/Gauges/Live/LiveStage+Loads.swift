import World

/// Who asks the servers on a stage.
extension LiveStage {
  /// Connections of every closed load.
  static let connections = 64

  /// A server under closed loops on the other core: wrk's, or our own where that is missing.
  func sample(_ server: Server, _ times: LiveTimes) throws -> LiveSample {
    guard let path = path(.wrk) else {
      let load = try requests(to: server.address, core: Self.loadCore, times)
      return try sample(server.process, under: load)
    }
    _ = try wrk(path, to: server.address, for: times.warmUp)
    return try sample(server.process) { try wrk(path, to: server.address, for: times.window) }
  }

  /// A server under many streams on the other core.
  func sample(
    _ server: Server, _ shape: StreamShape, readFrom front: Server, session: String? = nil,
    _ times: LiveTimes
  ) throws -> LiveSample {
    try sample(
      server.process, under: streams(shape, from: front.address, session: session, times))
  }

  /// A server under our own client in closed loops on the other core.
  func sample(_ server: Server, _ times: LiveTimes, asking more: [String]) throws -> LiveSample {
    let load = try requests(to: server.address, core: Self.loadCore, times, asking: more)
    return try sample(server.process, under: load)
  }

  /// Our own client in closed loops; `more` says what it asks for.
  func requests(
    to address: Address, core: Int, _ times: LiveTimes, asking more: [String] = []
  ) throws -> StageProcess {
    try startRole(
      "requests", core: core,
      [
        "measure-requests", "--target", "\(address)", "--connections", "\(Self.connections)",
        "--warm-up", DurationText.write(times.warmUp), "--window",
        DurationText.write(times.window),
      ] + more)
  }

  /// The users of a live run in as many closed loops, on the measured core.
  func users(of address: Address, _ times: LiveTimes) throws -> StageProcess {
    try startRole(
      "users", core: Self.measuredCore,
      [
        "measure-users", "--target", "\(address)", "--closed", "\(Self.connections)",
        "--warm-up", DurationText.write(times.warmUp), "--window",
        DurationText.write(times.window),
      ])
  }

  /// Our own readers of event streams.
  func streams(
    _ shape: StreamShape, from address: Address, session: String? = nil, _ times: LiveTimes
  ) throws -> StageProcess {
    try startRole(
      "streams", core: Self.loadCore,
      [
        "measure-streams", "--target", "\(address)", "--streams", "\(shape.streams)",
        "--rate", "\(PlainNumber.write(shape.perSecond))/s", "--warm-up",
        DurationText.write(times.warmUp), "--window", DurationText.write(times.window),
      ] + (session.map { ["--session", $0] } ?? []))
  }

  private func wrk(_ path: String, to address: Address, for time: Duration) throws -> LoadReport {
    let words = [path] + WrkReport.arguments(asking: address, for: time)
    let output = try start("wrk", core: Self.loadCore, words).readToEnd().output
    guard let report = WrkReport.parse(output) else {
      throw LiveGaugeError.unreadable(what: "wrk's report", text: output)
    }
    return report
  }

  /// h2load with HTTP/1.1 from its start to its end.
  func h2load(
    _ path: String, to server: Server, _ times: LiveTimes
  ) throws -> LoadReport {
    let seconds = LiveTimes.wholeSeconds(times.window)
    let process = try start(
      "h2load", core: Self.loadCore,
      [
        path, "--h1", "-t", "1", "-c", "\(Self.connections)", "-D", "\(seconds)",
        "--warm-up-time", "\(LiveTimes.wholeSeconds(times.warmUp))", "http://\(server.address)/",
      ])
    let end = try process.readToEnd()
    guard let report = H2loadReport.parse(end.output, seconds: Double(seconds)) else {
      throw LiveGaugeError.unreadable(what: "h2load's report", text: end.output)
    }
    return report
  }
}
