import World

/// Who can read event streams; ours is first, since all ratios are to it.
enum StreamReader: String, CaseIterable, Sendable {
  case ours
  case k6
  case locust

  /// Starts so many readers on the measured core, or returns nil where it is not installed.
  func start(
    on stage: LiveStage, asking address: Address, _ streams: Int
  ) throws -> StageProcess? {
    let (core, url) = (LiveStage.measuredCore, "http://\(address)")
    switch self {
    case .ours:
      return try stage.startRole(
        rawValue, core: core,
        [
          "measure-users", "--target", "\(address)", "--closed", "\(streams)", "--first", "1ms",
          "--window", "1h",
        ])
    case .k6:
      guard let path = stage.path(.k6) else { return nil }
      let script = try stage.write(K6Report.reader(asking: url), to: "read.js")
      return try stage.start(
        rawValue, core: core,
        [path, "run", "--quiet", "--vus", "\(streams)", "--duration", "1h", script])
    case .locust:
      guard let path = stage.path(.locust) else { return nil }
      let script = try stage.write(LocustReport.reader, to: "locustfile.py")
      return try stage.start(
        rawValue, core: core,
        [
          path, "-f", script, "--headless", "--only-summary", "-u", "\(streams)", "-r",
          "\(streams)", "-t", "1h", "-H", url,
        ])
    }
  }
}
