/// Which results may be merged: parts of one whole, or runs of one scenario under several seeds.
struct MergeRules {
  /// A result and where it was found.
  typealias Part = (file: String, document: ResultDocument)

  /// Whether results without the rest of the whole are accepted.
  let allowsGaps: Bool

  /// The results in the order in which they are added up.
  func sorted(_ parts: [Part]) throws(MergeError) -> [Part] {
    for part in parts where part.document.verdict == .partial && !allowsGaps {
      throw .partial(file: part.file)
    }
    for other in parts.dropFirst() { try checkKinship(parts[0], other) }
    let sorted = parts.sorted { Self.order($0.document) < Self.order($1.document) }
    for (one, other) in zip(sorted, sorted.dropFirst()) { try checkShards(one, other) }
    if sorted[0].document.shard == nil || !sorted[0].document.seeds.isEmpty {
      try checkSeeds(sorted)
    }
    if !allowsGaps { try checkGaps(sorted.map(\.document)) }
    return sorted
  }

  private static func order(_ document: ResultDocument) -> (Int, UInt64) {
    (document.shard?.index ?? 0, document.seed)
  }

  private func checkKinship(_ one: Part, _ other: Part) throws(MergeError) {
    let properties: [(String, (ResultDocument) -> String)] = [
      ("scenario", { $0.scenario }), ("the scenario's text", { $0.scenarioHash }),
      ("world", { $0.world }), ("time scale", { $0.timeScale.map { "\($0)" } ?? "none" }),
      ("the program's version", { $0.bench.version }),
      ("the program's commit", { $0.bench.commit ?? "unknown" }),
      ("checks", { $0.checks.map(\.text).joined(separator: "; ") }),
      ("number of shards", { "\($0.shard?.count ?? 1)" }),
      ("what their shards split", { $0.seeds.isEmpty || $0.shard == nil ? "users" : "seeds" }),
    ]
    for (what, value) in properties {
      let values = [value(one.document), value(other.document)]
      guard values[0] == values[1] else {
        throw .differs(what: what, files: [one.file, other.file], values: values)
      }
    }
  }

  private func checkShards(_ one: Part, _ other: Part) throws(MergeError) {
    guard let shard = one.document.shard else { return }
    if shard == other.document.shard {
      throw .overlap(what: "shard \(shard.index)/\(shard.count)", files: [one.file, other.file])
    }
    let seeds = [one.document.seed, other.document.seed]
    guard seeds[0] == seeds[1] || !one.document.seeds.isEmpty else {
      throw .differs(
        what: "seed, and so in their users", files: [one.file, other.file],
        values: seeds.map(String.init))
    }
  }

  private func checkSeeds(_ parts: [Part]) throws(MergeError) {
    let all = parts.flatMap { part in part.document.allSeeds.map { (seed: $0, file: part.file) } }
      .sorted { $0.seed < $1.seed }
    for (one, other) in zip(all, all.dropFirst()) where one.seed == other.seed {
      throw .overlap(what: "seed \(one.seed)", files: [one.file, other.file])
    }
  }

  private func checkGaps(_ documents: [ResultDocument]) throws(MergeError) {
    guard let count = documents[0].shard?.count else { return }
    let there = documents.compactMap { $0.shard?.index }
    let missing = (1...count).filter { !there.contains($0) }
    guard missing.isEmpty else { throw .gap(missing: missing, count: count) }
  }
}

extension ResultDocument {
  /// The seeds of all runs in it.
  var allSeeds: [UInt64] { seeds.isEmpty ? [seed] : seeds.map(\.seed) }
}
