import World

/// A load generator of others, as a peer of our client.
enum LoadGenerator: String, CaseIterable, Sendable {
  case wrk
  case locust
  case k6

  /// What it reaches against a server and what it costs, or nil where it is not installed.
  ///
  /// Its CPU time is that of its whole life: a second of starting is part of its cost.
  func sample(
    on stage: LiveStage, asking address: Address, _ times: LiveTimes
  ) throws -> LiveSample? {
    guard let peer = Peer(rawValue: rawValue), let path = stage.path(peer) else { return nil }
    let core = try CoreUsage.of(LiveStage.measuredCore)
    let words = [path] + (try arguments(on: stage, asking: address, for: times.window))
    let end = try stage.start(rawValue, core: LiveStage.measuredCore, words).readToEnd()
    guard let report = report(in: end.output) else {
      throw LiveGaugeError.unreadable(what: "\(rawValue)'s report", text: end.output)
    }
    guard report.errors == 0 else {
      throw LiveGaugeError.loadFailed(
        name: rawValue, errors: report.errors, requests: report.count, complaints: "")
    }
    let share = try CoreUsage.of(LiveStage.measuredCore).since(core)
      .foreignShare(beside: end.cpu.seconds)
    return LiveSample(load: report, cpu: end.cpu.seconds, user: nil, foreignShare: share)
  }

  private func arguments(
    on stage: LiveStage, asking address: Address, for time: Duration
  ) throws -> [String] {
    let (url, users) = ("http://\(address)", "\(LiveStage.connections)")
    let seconds = "\(LiveTimes.wholeSeconds(time))s"
    switch self {
    case .wrk: return WrkReport.arguments(asking: address, for: time)
    case .locust:
      let script = try stage.write(LocustReport.script, to: "locustfile.py")
      return [
        "-f", script, "--headless", "--only-summary", "--json", "-u", users, "-r", users,
        "-t", seconds, "-H", url,
      ]
    case .k6:
      let script = try stage.write(K6Report.script(asking: url), to: "load.js")
      return ["run", "--vus", users, "--duration", seconds, script]
    }
  }

  private func report(in output: String) -> LoadReport? {
    switch self {
    case .wrk: WrkReport.parse(output)
    case .locust: LocustReport.parse(output)
    case .k6: K6Report.parse(output)
    }
  }
}
