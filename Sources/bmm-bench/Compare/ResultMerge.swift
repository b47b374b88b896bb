import World

/// One result of several: what a single run of all their requests would have said.
enum ResultMerge {
  /// Time lines that a merged result keeps, as many as a single one has.
  private static let timelinesMax = 24

  /// The merged result; at least one must be there.
  static func merge(
    _ parts: [MergeRules.Part], allowsGaps: Bool = false
  ) throws(MergeError) -> ResultDocument {
    let sorted = try MergeRules(allowsGaps: allowsGaps).sorted(parts).map(\.document)
    return union(sorted)
  }

  /// The sum of results that may be added up.
  static func union(_ parts: [ResultDocument]) -> ResultDocument {
    guard parts.count > 1 || parts[0].shard != nil else { return parts[0] }
    let isOneRun = parts[0].shard != nil && parts[0].seeds.isEmpty
    var whole = parts[0]
    if !isOneRun {
      whole.seeds = parts.flatMap { $0.seeds.isEmpty ? [SeedRun($0)] : $0.seeds }
        .sorted { $0.seed < $1.seed }
    }
    for part in parts.dropFirst() { whole.add(part, isOneRun: isOneRun) }
    var rows = RowSum()
    for row in parts.flatMap(\.rows) { rows.add(row) }
    whole.rows = rows.sorted
    whole.sample = RequestSample.choose(among: parts.flatMap(\.sample))
    whole.shard = nil
    whole.seed = parts.map(\.seed).min() ?? whole.seed
    whole.digest = digest(isOneRun ? parts.map(\.digest) : whole.seeds.map(\.digest))
    whole.timelines = timelines(parts.map { isOneRun ? $0.timelines : $0.timelinesOfSeed })
    // Each part had a service of its own: their connections were never open together.
    whole.server = []
    whole.checks =
      isOneRun ? CheckReview(parts, whole).checks : repeatedChecks(whole.checks, whole.seeds)
    judge(&whole, parts)
    return whole
  }

  private static func judge(_ whole: inout ResultDocument, _ parts: [ResultDocument]) {
    let count = parts[0].shard?.count ?? parts.count
    if parts[0].shard != nil {
      let observed = parts.count == count ? "\(count)" : "\(parts.count), the others left out"
      whole.checks.append(
        ExpectationResult(
          name: "shards", text: "shards == \(count)", observed: observed, pass: true))
    }
    // What is left out could have broken any check.
    let isPartial = parts.count < count || parts.contains { $0.verdict == .partial }
    whole.verdict = isPartial ? .partial : whole.checks.allSatisfy(\.pass) ? .held : .failed
  }

  /// A bound on the requests of a run is none on those of ten.
  private static func repeatedChecks(
    _ checks: [ExpectationResult], _ seeds: [SeedRun]
  ) -> [ExpectationResult] {
    checks.map { check in
      let broken = seeds.filter { $0.failed.contains(check.text) }
      let rest = broken.count > 3 ? " and \(broken.count - 3) more" : ""
      let some = broken.prefix(3).map { "\($0.seed)" }.joined(separator: ", ") + rest
      let count = "held under \(seeds.count - broken.count) of \(seeds.count) seeds"
      return ExpectationResult(
        name: check.name, text: check.text,
        observed: broken.isEmpty ? count : "\(count), not under \(some)", pass: broken.isEmpty)
    }
  }

  private static func digest(_ digests: [String?]) -> String? {
    var digest = TraceDigest()
    for part in digests {
      guard let part else { return nil }
      digest.mix(part)
    }
    return digest.hexadecimal
  }

  /// The first of each part, then the second of each: each has its most telling ones first.
  private static func timelines(
    _ parts: [[ResultDocument.Timeline]]
  ) -> [ResultDocument.Timeline] {
    let longest = parts.map(\.count).max() ?? 0
    let turns = (0..<longest).flatMap { turn in
      parts.compactMap { turn < $0.count ? $0[turn] : nil }
    }
    return Array(turns.prefix(timelinesMax))
  }
}

extension ResultDocument {
  /// Its time lines, each with its seed: those of other seeds have requests of the same ids.
  fileprivate var timelinesOfSeed: [Timeline] {
    guard seeds.count <= 1 else { return timelines }
    return timelines.map { timeline in
      var timeline = timeline
      timeline.why += ", seed \(seed)"
      return timeline
    }
  }
}
