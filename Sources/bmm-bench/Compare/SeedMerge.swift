/// Adds up the results of runs under several seeds while they come.
struct SeedMerge {
  private var merged: ResultDocument?
  private var waiting: [ResultDocument] = []

  /// Results that wait to be added together: each addition sorts the sample anew.
  private static let batch = 50

  /// Takes in the result of a run.
  mutating func add(_ document: ResultDocument) {
    var document = document
    document.seeds = [SeedRun(document)]
    waiting.append(document)
    if waiting.count == Self.batch { settle() }
  }

  /// The result of all, a shard of them if they are one; nil if nothing came.
  mutating func result(_ shard: Shard) -> ResultDocument? {
    settle()
    if shard.isPart { merged?.shard = shard }
    return merged
  }

  private mutating func settle() {
    let parts = [merged].compactMap(\.self) + waiting
    if !parts.isEmpty { merged = ResultMerge.union(parts) }
    waiting = []
  }
}
