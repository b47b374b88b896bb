/// Adds up rows of several results: those with the same requests in common become one.
struct RowSum {
  private var rows: [ResultDocument.Row] = []
  private var places: [ResultRowKey: Int] = [:]

  /// The rows so far, in their order.
  var sorted: [ResultDocument.Row] { rows.sorted { $0.key < $1.key } }

  /// Takes in a row.
  mutating func add(_ row: ResultDocument.Row) {
    let key = row.key
    guard let place = places[key] else {
      places[key] = rows.count
      rows.append(row)
      return
    }
    rows[place].count += row.count
    rows[place].good += row.good
    rows[place].tokens += row.tokens
    rows[place].cost += row.cost
    rows[place].metrics.add(row.metrics)
  }
}

extension [ResultDocument.Figures] {
  /// Adds values to those of the same metric; the metrics stay in the order of `Metric`.
  mutating func add(_ others: [ResultDocument.Figures]) {
    for other in others {
      if let index = firstIndex(where: { $0.name == other.name }) {
        self[index].values.merge(other.values)
      } else {
        insert(other, at: firstIndex { $0.rank > other.rank } ?? endIndex)
      }
    }
  }
}

extension ResultDocument.Figures {
  /// The metric's place among all; one that this program does not know comes last.
  fileprivate var rank: Int {
    Metric.allCases.firstIndex { $0.rawValue == name } ?? Metric.allCases.count
  }
}
