import World

/// What the generator and its machine made of a run, all in real time: whether the figures are the
/// service's at all.
struct HarnessFigures: Equatable, Sendable {
  /// By how much users of open or paced loops came behind their plan, for no other reason than that
  /// the loop was busy; nil where nobody came by a plan.
  struct Lateness: Equatable, Sendable {
    /// The median.
    var p50: Duration
    /// What 99 of 100 did not exceed.
    var p99: Duration
    /// The most.
    var max: Duration
    /// Of so many users.
    var count: Int
  }

  /// What is said everywhere of a run whose figures are the harness's own.
  static let bottleneck = "the harness itself was the bottleneck"

  /// A verdict for people, with that if it is so.
  static func words(for verdict: String, isBottleneck: Bool) -> String {
    isBottleneck ? "\(verdict), but \(bottleneck)" : verdict
  }

  /// How late users came.
  var lateness: Lateness?
  /// The share of one core that the loop took; nil where none was measured.
  var cpuShare: Double?
  /// The most memory that the process ever had; nil in virtual time, where equal runs are equal.
  var peakMemoryBytes: Int?
  /// Whether the harness itself was the bottleneck, so that the run says too little of the service.
  var isBottleneck = false
  /// What to know and do, in sentences.
  var warnings: [String] = []

  /// Takes in what a live run measured, and what follows from it.
  ///
  /// In virtual time nothing does: there a busy machine costs no time, and stalls are the
  /// scenario's.
  mutating func judge(
    _ lateness: Histogram, timeScale: Double, loop shares: [Double], _ dropped: DroppedArrivals
  ) {
    self.lateness = Lateness(lateness, timeScale: timeScale)
    cpuShare = shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
    judgeLateness()
    judgeLoop(shares)
    let unserved = dropped.total(for: .noSocket)
    if unserved > 0 {
      accuse(
        "no descriptor or port was left for \(unserved) requests (six for each user): raise "
          + "ulimit -n, or let fewer users come")
    }
  }

  private mutating func judgeLateness() {
    guard let lateness, lateness.count >= BenchLimits.latenessCountMin else { return }
    guard lateness.p99 > BenchLimits.latenessNoticed else { return }
    let words = "one user in 100 came \(Format.duration(lateness.p99)) or more too late"
    if lateness.p99 > BenchLimits.latenessMax {
      accuse(
        "\(words), \(Format.duration(BenchLimits.latenessMax)) is the limit: lower the rate, stop "
          + "what else runs on this machine, or spread the load over several")
    } else {
      warnings.append("\(words), which is part of the latencies")
    }
  }

  private mutating func judgeLoop(_ shares: [Double]) {
    var (full, longest) = (0, 0)
    for share in shares {
      full = share > BenchLimits.loopShareMax ? full + 1 : 0
      longest = max(longest, full)
    }
    guard longest >= BenchLimits.loopFullSecondsMax else { return }
    accuse(
      "its loop was full (above \(Format.percentage(BenchLimits.loopShareMax)) of a core) for "
        + "\(longest) s in a row: lower the rate, or let roles stand in processes of their own")
  }

  private mutating func accuse(_ reason: String) {
    isBottleneck = true
    warnings.append("\(Self.bottleneck): \(reason)")
  }
}

extension HarnessFigures.Lateness {
  /// The real time of what a histogram holds in the time of the run; nil if that is nothing.
  init?(_ values: Histogram, timeScale: Double) {
    guard let p50 = values.quantile(0.5), let p99 = values.quantile(0.99), let max = values.max
    else { return nil }
    func real(_ nanoseconds: Int64) -> Duration { .seconds(Double(nanoseconds) / 1e9 * timeScale) }
    self.init(p50: real(p50), p99: real(p99), max: real(max), count: values.count)
  }
}
