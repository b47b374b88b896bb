/// Adds up the results of runs under several seeds while they come.
struct SeedMerge {
  private var merged: ResultDocument?
  private var waiting: [ResultDocument] = []
  private var isBrokenOff = false

  /// Results that wait to be added together: each addition puts rows and samples in order anew,
  /// and each that waits takes a megabyte or so.
  private static let batch = 50

  /// Takes in the result of a run.
  mutating func add(_ document: ResultDocument) {
    var document = document
    document.seeds = [SeedRun(document)]
    waiting.append(document)
    if waiting.count == Self.batch { settle() }
  }

  /// Notes that the rest of the seeds will not come.
  mutating func breakOff() { isBrokenOff = true }

  /// The result of all, a shard of them if they are one; nil if nothing came.
  mutating func result(_ shard: Shard) -> ResultDocument? {
    settle()
    if shard.isPart { merged?.shard = shard }
    if isBrokenOff { merged?.verdict = .partial }
    return merged
  }

  private mutating func settle() {
    let parts = [merged].compactMap(\.self) + waiting
    if !parts.isEmpty { merged = ResultMerge.union(parts) }
    waiting = []
  }
}
