/// The figures that live gauges have in common: ours, a peer's, and the ratio of both.
struct LiveFigures {
  private let gauge: String
  private let noun: String
  private var figures: [Figure] = []
  private var foreignShare: Double?

  /// No figures yet of a gauge that counts `request` or `event`.
  init(_ gauge: String, counting noun: String) {
    self.gauge = gauge
    self.noun = noun
  }

  /// All figures, and behind them how much the machine's other work disturbed rates and costs.
  var all: [Figure] {
    guard let foreignShare else { return figures }
    var result = self
    result.add(
      Figure.foreign, "most of its core that others took from whoever was measured",
      foreignShare * 100, "%")
    return result.figures
  }

  /// Adds a figure; its id is the gauge's name and `path`.
  mutating func add(
    _ path: String, _ title: String, _ value: Double, _ unit: String,
    better: Figure.Better = .lower, target: Double? = nil
  ) {
    figures.append(
      Figure(
        id: "\(gauge).\(path)", title: title, unit: unit, values: [value], better: better,
        target: target, note: nil))
  }

  /// Adds what somebody reached, and what that cost.
  mutating func add(_ path: String, _ sample: LiveSample, title: String) {
    add("\(path).rate", "\(title): rate", sample.load.perSecond, "\(noun)s/s", better: .higher)
    add("\(path).cpu", "\(title): CPU per \(noun)", sample.cpuMicroseconds, "µs")
    if let user = sample.userMicroseconds {
      add("\(path).user", "\(title): of that in its own code", user, "µs")
    }
    foreignShare = max(foreignShare ?? 0, sample.foreignShare)
  }

  /// Adds how long answers took.
  mutating func addTimes(_ path: String, _ sample: LiveSample, title: String) {
    add("\(path).p99", "\(title): 99 of 100 took no longer", sample.load.p99 * 1e3, "ms")
  }

  /// Adds how late events came.
  mutating func addLateness(
    _ path: String, _ sample: LiveSample, title: String, target: Double? = nil
  ) {
    add("\(path).late-p50", "\(title): median lateness", sample.load.median * 1e3, "ms")
    add(
      "\(path).late-p99", "\(title): 99 of 100 were less late", sample.load.p99 * 1e3, "ms",
      target: target)
  }

  /// Adds how our rate and our cost relate to a peer's.
  mutating func addRatios(
    _ path: String, _ ours: LiveSample, to peer: LiveSample, title: String,
    target: Double? = nil, cpuTarget: Double? = nil
  ) {
    add(
      "\(path).rate", "\(title): rate", ours.load.perSecond / peer.load.perSecond, "x",
      better: .higher, target: target)
    add(
      "\(path).cpu", "\(title): CPU per \(noun)", ours.cpuMicroseconds / peer.cpuMicroseconds, "x",
      target: cpuTarget)
  }
}
