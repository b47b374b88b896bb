/// What became of the checks from one result to another, under how many seeds each held.
struct CheckComparison: Sendable {
  /// The runs of a result under which a check held.
  struct Tally: Equatable, Sendable {
    let held: Int
    let runs: Int

    /// In words: the verdict of one run, or how many held.
    var text: String {
      runs == 1 ? (held == 1 ? Verdict.held : .failed).rawValue : "\(held) of \(runs)"
    }
  }

  /// One check of both, as far as it failed anywhere.
  struct Row: Equatable, Sendable {
    /// The check as it is written, an invariant as "… holds".
    let name: String
    /// Nil where it was not asked.
    let before: Tally?
    let after: Tally?
    /// How often chance alone shows as much; nil where that cannot be told.
    let chance: Double?
    let meaning: ResultComparison.Meaning

    /// Whether it fails the comparison.
    var fails: Bool { meaning == .worse }
  }

  /// The name of the row that is about all checks of a run.
  static let all = "seeds that held"

  /// The checks that failed in one of both at least; of several seeds all of them together first.
  let rows: [Row]

  /// Compares the checks of two results, the older one first.
  init(_ before: ResultDocument, _ after: ResultDocument) {
    let (one, other) = (Runs(before), Runs(after))
    let isSingle = one.count == 1 && other.count == 1
    let together = isSingle ? nil : Self.row(Self.all, one, other)
    let names = other.names + one.names.filter { !other.names.contains($0) }
    rows = ([together] + names.map { Self.row($0, one, other) }).compactMap(\.self)
  }

  /// The runs of a result, by what failed in them.
  private struct Runs {
    let seeds: [UInt64]
    let failed: [[String]]
    /// All that was asked, each once.
    private(set) var names: [String] = []

    var count: Int { failed.count }

    init(_ document: ResultDocument) {
      let runs = document.seeds.isEmpty ? [SeedRun(document)] : document.seeds
      seeds = runs.map(\.seed)
      failed = runs.map(\.failed)
      for name in document.checks.map(\.text) + failed.joined() where !names.contains(name) {
        names.append(name)
      }
    }

    /// For each run, 1 if the check held in it and 0 if not; nil where it was not asked.
    func values(_ name: String) -> [Double]? {
      if name == CheckComparison.all { return failed.map { $0.isEmpty ? 1 : 0 } }
      guard names.contains(name) else { return nil }
      return failed.map { $0.contains(name) ? 0 : 1 }
    }
  }

  private static func row(_ name: String, _ one: Runs, _ other: Runs) -> Row? {
    let (before, after) = (one.values(name), other.values(name))
    guard ((before ?? []) + (after ?? [])).contains(0) else { return nil }
    let chance = chance(before, after, pairs: one.seeds == other.seeds)
    return Row(
      name: name, before: before.map(tally), after: after.map(tally), chance: chance,
      meaning: meaning(before, after, chance))
  }

  private static func tally(_ values: [Double]) -> Tally {
    Tally(held: values.count { $0 == 1 }, runs: values.count)
  }

  /// Of the same seeds only those tell something that held once and failed once.
  private static func chance(
    _ before: [Double]?, _ after: [Double]?, pairs isPaired: Bool
  ) -> Double? {
    guard let before, let after else { return nil }
    guard isPaired else {
      return Resampling.confidence(before, after, pairs: false)?.chance
    }
    let changed = zip(before, after).filter { $0 != $1 }
    return Resampling.confidence(changed.map(\.0), changed.map(\.1), pairs: true)?.chance
  }

  /// What never failed must not begin to, whatever chance says; and without any chance fewer are
  /// worse: what cannot be told must not pass in silence.
  private static func meaning(
    _ before: [Double]?, _ after: [Double]?, _ chance: Double?
  ) -> ResultComparison.Meaning {
    // A check that is no longer asked says nothing.
    guard let after else { return .noSample }
    let (held, holds) = (share(before ?? [1]), share(after))
    if held == holds { return .same }
    if held == 1 { return .worse }
    if let chance, chance > ResultComparison.chanceMax { return .unsure }
    return holds < held ? .worse : .better
  }

  private static func share(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
