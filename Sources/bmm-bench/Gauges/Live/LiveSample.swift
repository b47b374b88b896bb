/// What one process did under a load, or as a load, and what that cost it.
struct LiveSample: Equatable, Sendable {
  /// What was counted.
  var load: LoadReport
  /// The CPU time of the process meanwhile in seconds, the kernel's part included.
  var cpu: Double
  /// The part of it in its own code, where that is known.
  var user: Double?
  /// The share of its core that others took meanwhile.
  var foreignShare: Double

  /// CPU time per answer or event, in microseconds.
  var cpuMicroseconds: Double { cpu / Double(load.count) * 1e6 }

  /// The part of it in its own code.
  var userMicroseconds: Double? { user.map { $0 / Double(load.count) * 1e6 } }
}

extension LiveStage {
  /// Looks at a process while a load of ours counts.
  func sample(_ measured: StageProcess, under load: StageProcess) throws -> LiveSample {
    let line = try load.readLine()
    guard line == RoleLine.counting else {
      throw LiveGaugeError.unreadable(what: load.name, text: line)
    }
    return try sample(measured) { try LoadReport(line: try load.readLine()) }
  }

  /// Looks at a process while `body` loads it and counts.
  func sample(
    _ measured: StageProcess, during body: () throws -> LoadReport
  ) throws -> LiveSample {
    let (usage, core) = (try measured.usage(), try CoreUsage.of(Self.measuredCore))
    let report = try body()
    guard report.errors == 0, report.count > 0 else {
      try measured.mustRun()
      throw LiveGaugeError.loadFailed(
        name: measured.name, errors: report.errors, requests: report.count,
        complaints: measured.complaints)
    }
    let used = try measured.usage().since(usage)
    let cpu = used.user + used.system
    return LiveSample(
      load: report, cpu: cpu, user: used.user,
      foreignShare: try CoreUsage.of(Self.measuredCore).since(core).foreignShare(beside: cpu))
  }
}
