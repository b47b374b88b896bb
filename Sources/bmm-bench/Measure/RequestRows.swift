import World

/// The figures of a run by group, plan, model and outcome: what can be added up over shards.
enum RequestRows {
  /// What the requests of a row have in common.
  private struct Key: Hashable {
    let group: String
    let plan: String
    let model: String
    let stage: String?
    let isMeasured: Bool
    let outcome: String
    let route: String
    let browser: String
    let isReadable: Bool
  }

  /// The rows of a run, in a fixed order.
  static func make(_ evidence: Evidence) -> [ResultDocument.Row] {
    let figures = RequestFigures(evidence)
    var places: [Key: Int] = [:]
    var rows: [ResultDocument.Row] = []
    for record in evidence.records {
      let key = key(of: record, figures)
      if places[key] == nil {
        places[key] = rows.count
        rows.append(row(key))
      }
      guard let place = places[key] else { continue }
      add(record, to: &rows[place], evidence, figures)
    }
    for index in rows.indices { rows[index].metrics.removeAll { $0.values.count == 0 } }
    return rows.sorted { order($0).lexicographicallyPrecedes(order($1)) }
  }

  private static func key(of record: RequestRecord, _ figures: RequestFigures) -> Key {
    Key(
      group: record.group, plan: record.plan.rawValue, model: figures.model(of: record),
      stage: record.stageName, isMeasured: record.isMeasured, outcome: record.outcome.name,
      route: record.route.rawValue,
      browser: record.browser.kind.rawValue, isReadable: record.isReadableByBrowser)
  }

  private static func row(_ key: Key) -> ResultDocument.Row {
    ResultDocument.Row(
      group: key.group, plan: key.plan, model: key.model, stage: key.stage,
      isMeasured: key.isMeasured, outcome: key.outcome,
      route: key.route, browser: key.browser, isReadable: key.isReadable, count: 0, good: 0,
      tokens: 0, cost: 0,
      metrics: Metric.allCases.map { ResultDocument.Figures($0, Histogram()) })
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

  private static func order(_ row: ResultDocument.Row) -> [String] {
    [
      row.group, row.plan, row.model, row.stage ?? "", row.outcome, row.route, row.browser,
      row.isReadable ? "a" : "b",
    ]
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
