import World

/// The figures of a run by group, plan, model and outcome: what can be added up over shards.
enum RequestRows {
  /// The rows of a run, in a fixed order.
  static func make(_ evidence: Evidence) -> [ResultDocument.Row] {
    let figures = RequestFigures(evidence)
    var places: [ResultRowKey: Int] = [:]
    var rows: [ResultDocument.Row] = []
    for record in evidence.records {
      let key = key(of: record, figures)
      if places[key] == nil {
        places[key] = rows.count
        rows.append(ResultDocument.Row(key))
      }
      guard let place = places[key] else { continue }
      add(record, to: &rows[place], evidence, figures)
    }
    for index in rows.indices { rows[index].metrics.removeAll { $0.values.count == 0 } }
    return rows.sorted { $0.key < $1.key }
  }

  private static func key(of record: RequestRecord, _ figures: RequestFigures) -> ResultRowKey {
    ResultRowKey(
      group: record.group, plan: record.plan.rawValue, model: figures.model(of: record),
      stage: record.stageName, isMeasured: record.isMeasured, outcome: record.outcome.name,
      route: record.route.rawValue,
      browser: record.browser.kind.rawValue, isReadable: record.isReadableByBrowser)
  }

  private static func add(
    _ record: RequestRecord, to row: inout ResultDocument.Row, _ evidence: Evidence,
    _ figures: RequestFigures
  ) {
    row.count += 1
    row.good += figures.isGood(record) ? 1 : 0
    row.tokens += evidence.tokensSold(for: record.id)
    row.cost += evidence.cost(for: record.id)
    for (index, metric) in Metric.allCases.enumerated() {
      figures.record(metric, of: record, into: &row.metrics[index].values)
    }
  }
}

extension ResultDocument.Figures {
  /// The values of a metric.
  init(_ metric: Metric, _ values: Histogram) {
    self.init(name: metric.rawValue, unit: metric.unit.inFiles, values: values)
  }
}

extension Metric.Unit {
  /// The unit's name in a result.
  var inFiles: ResultDocument.Figures.Unit {
    switch self {
    case .nanoseconds: .seconds
    case .tokens: .tokens
    case .bytes: .bytes
    case .nanodollars: .dollars
    }
  }
}
