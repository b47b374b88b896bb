/// Two results of a scenario, figure by figure, and whether the second is worse.
struct ResultComparison: Sendable {
  /// A result and where it was found.
  typealias Side = (file: String, document: ResultDocument)

  /// What a change means.
  enum Meaning: String, Sendable {
    case better
    case worse
    /// Below what counts, or nothing at all.
    case same
    /// It counts, but chance may well have made it.
    case unsure
    /// It is neither better nor worse.
    case changed
    /// One of them has nothing to compare.
    case noSample = "no sample"
  }

  /// One figure of both.
  struct Row: Equatable, Sendable {
    let name: String
    /// The values for people.
    let before: String
    let after: String
    /// The change as a share of the first value; nil from zero, or without a sample.
    let change: Double?
    /// How sure it is; nil without repetitions.
    let confidence: Resampling.Confidence?
    let meaning: Meaning
    /// Whether it fails the comparison.
    let fails: Bool
  }

  /// What makes a comparison fail.
  struct Gate: Sendable {
    /// The share from which a change for the worse counts.
    var threshold = 0.05
    /// Conditions that take the threshold's place.
    var conditions: [FailCondition] = []
    /// Compares what is not of one kind, too.
    var isForced = false
  }

  let scenario: String
  let rows: [Row]
  /// What became of the checks.
  let checks: [CheckComparison.Row]
  /// What else is to be known, in sentences.
  let notes: [String]
  /// Whether the second is worse.
  let isWorse: Bool

  /// Compares two results, the older one first.
  init(_ one: Side, _ other: Side, _ gate: Gate) throws(CompareError) {
    try Self.check(one, other, gate)
    let (before, after) = (one.document, other.document)
    scenario = before.scenario
    let seeds = Self.seeds(before, after)
    rows = KeyFigure.all.compactMap { Self.row($0, before, after, seeds, gate) }
    checks = CheckComparison(before, after).rows
    notes = Self.notes(before, after, seeds)
    isWorse = rows.contains(where: \.fails) || checks.contains(where: \.fails)
  }

  // MARK: Whether they can be compared

  private static func check(_ one: Side, _ other: Side, _ gate: Gate) throws(CompareError) {
    for side in [one, other] {
      if let shard = side.document.shard {
        throw .shard(file: side.file, shard.index, shard.count)
      }
      if side.document.verdict == .partial, !gate.isForced { throw .partial(file: side.file) }
    }
    guard !gate.isForced else { return }
    let properties: [(String, (ResultDocument) -> String)] = [
      ("scenario", { $0.scenario }), ("the scenario's text", { $0.scenarioHash }),
      ("world", { $0.world }), ("time scale", { $0.timeScale.map { "\($0)" } ?? "none" }),
    ]
    for (what, value) in properties {
      let values = [value(one.document), value(other.document)]
      guard values[0] == values[1] else {
        throw .differs(what: what, files: [one.file, other.file], values: values)
      }
    }
    try checkRepetitions(one, other)
  }

  private static func checkRepetitions(_ one: Side, _ other: Side) throws(CompareError) {
    let counts = [one, other].map { max(1, $0.document.seeds.count) }
    guard (counts[0] > 1) == (counts[1] > 1) else {
      throw .repetitions(files: [one.file, other.file], counts: counts)
    }
  }

  // MARK: Figures

  /// How the seeds of both belong together.
  private enum Seeds: Equatable {
    /// One run each: nothing says how far runs differ by themselves.
    case single
    /// The same seeds, one by one.
    case pairs([UInt64])
    /// Different ones.
    case apart
  }

  private static func seeds(_ before: ResultDocument, _ after: ResultDocument) -> Seeds {
    guard before.seeds.count > 1, after.seeds.count > 1 else { return .single }
    let seeds = before.seeds.map(\.seed)
    return seeds == after.seeds.map(\.seed) ? .pairs(seeds) : .apart
  }

  private static func row(
    _ figure: KeyFigure, _ before: ResultDocument, _ after: ResultDocument, _ seeds: Seeds,
    _ gate: Gate
  ) -> Row? {
    let (one, other, isPaired) = samples(figure, before, after, seeds)
    let condition = gate.conditions.filter { $0.name == figure.name }
    guard !one.isEmpty || !other.isEmpty || !condition.isEmpty else { return nil }
    guard let first = mean(one), let second = mean(other) else {
      // Without a sample nothing holds, where somebody asked for it.
      return Row(
        name: figure.name, before: text(one, figure), after: text(other, figure), change: nil,
        confidence: nil, meaning: .noSample, fails: !condition.isEmpty)
    }
    let change = first == second ? 0 : first == 0 ? nil : (second - first) / abs(first)
    let confidence =
      seeds == .single || first == second
      ? nil
      : Resampling.confidence(one, other, pairs: isPaired)
    let meaning = meaning(figure, change, second - first, confidence, gate.threshold)
    let isSure = (confidence?.chance ?? 0) <= chanceMax
    let growth = change ?? (second > first ? .infinity : -.infinity)
    let failed = condition.contains { $0.holds(of: growth) }
    return Row(
      name: figure.name, before: figure.text(first), after: figure.text(second), change: change,
      confidence: confidence, meaning: meaning,
      fails: gate.conditions.isEmpty ? meaning == .worse : failed && isSure)
  }

  /// A change that chance makes more often is no news.
  static let chanceMax = 0.05

  /// Without any confidence the threshold decides alone: too few runs must not pass in silence.
  private static func meaning(
    _ figure: KeyFigure, _ change: Double?, _ difference: Double,
    _ confidence: Resampling.Confidence?, _ threshold: Double
  ) -> Meaning {
    guard difference != 0, abs(change ?? .infinity) > threshold else { return .same }
    if let confidence, confidence.chance > chanceMax { return .unsure }
    return switch figure.better {
    case .lower: difference < 0 ? .better : .worse
    case .higher: difference > 0 ? .better : .worse
    case .neither: .changed
    }
  }

  /// One value for each seed, or that of the only run; of the same seeds, only where both have one.
  ///
  /// Where no seed has a value on both sides, nothing belongs together.
  private static func samples(
    _ figure: KeyFigure, _ before: ResultDocument, _ after: ResultDocument, _ seeds: Seeds
  ) -> (before: [Double], after: [Double], isPaired: Bool) {
    switch seeds {
    case .single:
      let (one, other) = (figure.value(before), figure.value(after))
      return ([one].compactMap(\.self), [other].compactMap(\.self), false)
    case .apart:
      return (
        before.seeds.compactMap { $0.value(figure.name) },
        after.seeds.compactMap { $0.value(figure.name) }, false
      )
    case .pairs:
      let all = zip(before.seeds, after.seeds).map {
        ($0.value(figure.name), $1.value(figure.name))
      }
      let both = all.compactMap { one, other in one.flatMap { one in other.map { (one, $0) } } }
      guard !both.isEmpty else {
        return samples(figure, before, after, .apart)
      }
      return (both.map(\.0), both.map(\.1), true)
    }
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  private static func text(_ values: [Double], _ figure: KeyFigure) -> String {
    mean(values).map(figure.text) ?? Format.missing
  }

  // MARK: Notes

  private static func notes(
    _ before: ResultDocument, _ after: ResultDocument, _ seeds: Seeds
  ) -> [String] {
    var notes: [String] = []
    switch seeds {
    case .single:
      let counts = [before, after].map { max(1, $0.seeds.count) }
      notes.append(
        counts == [1, 1]
          ? "one run each: no confidence (run --seeds 10 --out DIR gives some)"
          : "\(counts[0]) and \(counts[1]) seeds: no confidence")
      if before.seed != after.seed { notes.append("their seeds differ: chance differs too") }
    case .pairs(let seeds):
      notes.append("means over \(seeds.count) seeds, the same in both")
      if seeds.count < Resampling.leastPairs { notes.append(tooFew(Resampling.leastPairs)) }
    case .apart:
      let (one, other) = (before.seeds.count, after.seeds.count)
      notes.append("means over \(one) and \(other) seeds, which differ")
      if min(one, other) < Resampling.leastUnpaired {
        notes.append(tooFew(Resampling.leastUnpaired))
      }
    }
    if before.scenarioHash != after.scenarioHash { notes.append("the scenario's texts differ") }
    if after.harness.isBottleneck {
      notes.append("in the second \(HarnessFigures.bottleneck)")
    }
    return notes
  }

  private static func tooFew(_ least: Int) -> String {
    "too few for any confidence: \(least) are the least"
  }
}
