/// The command that repeats a run, or all runs of a result, as a shell takes it.
struct RepeatLine {
  /// The scenario's path.
  let file: String
  /// The first seed.
  var seed: UInt64
  /// How many seeds there are from there on; nil for a plain run.
  var seeds: Int?
  /// What the command line set.
  let settings: [String]
  /// Whether it is about real sockets.
  let isLive: Bool
  /// Real seconds per scenario second; without meaning in virtual time.
  let timeScale: Double?
  /// The part that it is about; nil for all.
  let shard: Shard?

  /// The line.
  var text: String {
    var words = ["bmm-bench", "run", file, "--seed", "\(seed)"]
    if let seeds { words += ["--seeds", "\(seeds)"] }
    words += settings.flatMap { ["--set", $0] }
    if isLive { words += ["--world", Arm.live.rawValue] }
    if isLive, let timeScale { words += ["--time-scale", PlainNumber.write(timeScale)] }
    if let shard, shard.isPart { words += ["--shard", "\(shard)"] }
    return words.map(ShellWord.quoted).joined(separator: " ")
  }

  /// The line that tells what happened in a run of virtual time; it is of one seed and all users.
  var replay: String {
    replay(from: ReplayOrigin(commit: nil, scenarioHash: nil))
  }

  /// The same with where it comes from, for places where a line may be long.
  func replay(from origin: ReplayOrigin) -> String {
    let words = ["bmm-bench", "replay", file, "--seed", "\(seed)"]
    return (words + settings.flatMap { ["--set", $0] } + origin.flags).map(ShellWord.quoted)
      .joined(separator: " ")
  }

  /// Makes the line about all seeds from the first to the last of a result.
  ///
  /// A shard of a sweep begins with the seed of its own number, and not with that of the sweep.
  mutating func cover(_ own: [UInt64]) {
    guard let first = own.min(), let last = own.max() else { return }
    let skipped = shard.map { UInt64($0.index - 1) } ?? 0
    seed = first &- skipped
    let steps = Int(clamping: last &- seed)
    seeds = steps < Int.max ? steps + 1 : steps
  }
}

extension RepeatLine {
  /// What runs a scenario again.
  init(_ scenario: Scenario, _ arm: Arm, timeScale: Double?) {
    self.init(
      file: scenario.file, seed: scenario.seed, settings: scenario.settings,
      isLive: arm == .live, timeScale: timeScale, shard: scenario.shard)
  }

  /// What runs the first failed one of a result's seeds; nil where there is none.
  ///
  /// A part of the seeds runs all users under each, so that the line is of no shard.
  init?(firstFailureOf document: ResultDocument) {
    guard let run = document.seeds.first(where: { $0.verdict == .failed }) else { return nil }
    self.init(
      file: document.file, seed: run.seed, settings: document.settings,
      isLive: document.world == Arm.live.rawValue, timeScale: document.timeScale, shard: nil)
  }

  /// What makes a result again, on one machine.
  init(_ document: ResultDocument) {
    self.init(
      file: document.file, seed: document.seed, settings: document.settings,
      isLive: document.world == Arm.live.rawValue, timeScale: document.timeScale,
      shard: document.shard)
    cover(document.seeds.map(\.seed))
  }
}
