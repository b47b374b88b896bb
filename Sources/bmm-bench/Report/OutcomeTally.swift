/// How many requests ended in which way, over several runs.
struct OutcomeTally {
  private var rows: [(name: String, count: Int)] = []

  /// Adds those of a run.
  mutating func add(_ result: RunResult) {
    for row in result.outcomes {
      if let index = rows.firstIndex(where: { $0.name == row.outcome.name }) {
        rows[index].count += row.count
      } else {
        rows.append((row.outcome.name, row.count))
      }
    }
  }

  /// All of them in one line, the most frequent first.
  var line: String {
    rows.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
      .map { "\($0.count) × \($0.name)" }.joined(separator: ", ")
  }
}
